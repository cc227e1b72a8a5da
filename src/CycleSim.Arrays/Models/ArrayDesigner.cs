using System.Numerics;
using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Search;
using CycleSim.Arrays.Technology;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>Designs arrays whose capacity is a power of two.</summary>
internal sealed class ArrayDesigner
{
    // Physical address, and state bits of a tag: valid and dirty; from CACTI and NVSim.
    private const int AddressBits = 48;
    private const int StateBits = 2;

    private readonly CircuitSpec _spec;
    private readonly SubarrayFactory _factory;
    private readonly Wire _plainWire;

    public ArrayDesigner(CircuitSpec spec)
    {
        _spec = spec;
        var process = ProcessNodeFactory.Create(spec.NodeNm, spec.Transistors, spec.TemperatureK);
        SubarrayContext context = new(process, spec.Cell, process.LocalAggressive, spec.WritePoint);
        if (!context.CanDrive)
        {
            throw new InputException(FormattableString.Invariant(
                $"no transistor of {Rules.MaxNmos} F carries the write current of this cell"));
        }

        _factory = new SubarrayFactory(context);
        _plainWire = new Wire(process, process.GlobalAggressive, WireDrive.Unrepeated, spec.Cell.SenseVoltageV);
    }

    /// <summary>Designs an array.</summary>
    /// <param name="capacityBytes">Capacity in bytes, a power of two.</param>
    /// <exception cref="InputException">No organisation is possible.</exception>
    public DesignPoint Design(long capacityBytes) =>
        WithTags(capacityBytes, DesignData(capacityBytes) ?? throw Impossible(capacityBytes, "data"));

    /// <summary>Designs an array whose data array is organised as given.</summary>
    /// <param name="capacityBytes">Capacity in bytes, a power of two.</param>
    /// <param name="data">Organisation of the data array.</param>
    /// <exception cref="InputException">The organisation is impossible or gives another capacity.</exception>
    public DesignPoint Design(long capacityBytes, DataOrganisation data)
    {
        BankDesign design = DesignData(capacityBytes, data) ?? throw new InputException(
            $"organisation {data}: is impossible, or does not give {ByteSize.Format(capacityBytes)} in words of {_spec.StoredBits} bits");
        return WithTags(capacityBytes, design);
    }

    private BankDesign? DesignData(long capacityBytes, DataOrganisation data)
    {
        if (!data.IsCountable || data.ActiveSubarrays > _spec.StoredBits)
            return null;
        int storedBits = SearchSpace.FilledUp(_spec.StoredBits, data.ActiveSubarrays);
        StoredArray stored = new(capacityBytes * 8 / _spec.AccessBits, storedBits, 0, IsTag: false);
        return ForcedOrganisation.Evaluate(_factory, data.With(DataWires), stored);
    }

    private HtreeWires DataWires =>
        new(WireStyle.Aggressive, WireStyle.Aggressive, _spec.Wires == WireKind.Repeated ? WireDrive.Repeated : WireDrive.Unrepeated);

    private DesignPoint WithTags(long capacityBytes, BankDesign data)
    {
        DesignPoint point = DesignPoint.Of(data);
        if (_spec.Organisation == MemoryOrganisation.Ram)
            return point;
        BankDesign tags = DesignTags(capacityBytes) ?? throw Impossible(capacityBytes, "tag");
        return point.WithTags(tags);
    }

    /// <summary>The data array alone.</summary>
    public BankDesign? DesignData(long capacityBytes)
    {
        ProcessNode process = _factory.Context.Process;
        Wire wire = _spec.Wires == WireKind.Repeated
            ? new Wire(process, process.GlobalAggressive, WireDrive.Repeated, _spec.Cell.SenseVoltageV)
            : _plainWire;
        return new OrganisationSearch(_factory, wire, DataWires, _spec.Objective)
            .Run(SearchSpace.OfData(capacityBytes * 8 / _spec.AccessBits, _spec.StoredBits));
    }

    /// <summary>The tag array alone: organisation with plain wires, then the best wires for it.</summary>
    public BankDesign? DesignTags(long capacityBytes)
    {
        long sets = capacityBytes * 8 / _spec.AccessBits / _spec.Ways;
        int tagBits = AddressBits + StateBits - BitOperations.Log2((ulong)sets) - BitOperations.Log2((uint)_spec.AccessBits / 8);
        SearchSpace space = SearchSpace.OfTags(sets, _spec.Ways, tagBits);
        HtreeWires wires = new(WireStyle.Aggressive, WireStyle.Aggressive, WireDrive.Unrepeated);
        if (new OrganisationSearch(_factory, _plainWire, wires, _spec.Objective).Run(space) is not { } design)
            return null;
        return new WireRefinement(_factory, _spec.Objective).Improve(design, space.Stored(design.Organisation.Shape)!.Value);
    }

    private static InputException Impossible(long capacityBytes, string array) =>
        new($"there is no valid organisation of a {array} array for {ByteSize.Format(capacityBytes)} with this cell and process");
}
