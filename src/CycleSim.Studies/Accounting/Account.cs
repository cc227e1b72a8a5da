using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Accounting;

/// <summary>
/// A training step as the source paper counts: counts times unit costs, no cycles and no events. It knows nothing of the machine, so it
/// checks the machine's counts. Source: what S. Roy, C. Wang, A. Raghunathan, arXiv:2308.02024, state; what they leave open is a reading.
/// </summary>
public sealed class Account
{
    private const double Pico = 1e-12;
    private const double Nano = 1e-9;
    private const double Milli = 1e-3;

    private readonly AccountProgram _program;
    private readonly AccountInterpretation _reading;
    private readonly Dictionary<long, PlacementCounts> _counts = [];

    /// <summary>Lowers a training step.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Batch size, within <see cref="TrainingStepLowering.BatchSizes"/>.</param>
    /// <param name="reading">How the account reads.</param>
    /// <exception cref="InputException">The account does not know a layer of the network.</exception>
    public Account(Network network, int batch, AccountInterpretation reading)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(reading);
        AccountedLayers.Check(network);
        _reading = reading;
        var builder = new ProgramBuilder(reading, batch);
        _program = reading.Layers == LayerInterpretation.ConvFc
            ? new CountedLowering(network, builder).Lower()
            : new WholeLowering(network, builder, batch).Lower();
    }

    /// <summary>The step on a memory.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="capacityBytes">Bytes of the three buffers together.</param>
    /// <exception cref="InputException">The memory has no metrics for the capacity.</exception>
    public AccountResult On(MemoryTechnology memory, long capacityBytes)
    {
        ArgumentNullException.ThrowIfNull(memory);
        MemoryMetrics metrics = memory.At(capacityBytes / Arrays);
        PlacementCounts counts = Counts(capacityBytes);
        BufferTraffic total = counts.Total;
        long cycles = _program.Operations.Sum(operation => operation.FoldCycles);
        double accesses = (double)counts.DramBytes / (AccountCosts.DramWords(_reading.Dram) * AccountCosts.WordBytes);
        double lineBytes = _reading.WordPaysAccess ? AccountCosts.WordBytes : memory.AccessBits / 8.0;
        double writesJ = total.Written / lineBytes * metrics.WriteEnergyPj * Pico;
        return new()
        {
            DramBytes = counts.DramBytes,
            OnChipReadBytes = total.Read,
            OnChipWrittenBytes = total.Written,
            DramS = accesses * AccountCosts.DramS(_reading.Dram),
            FoldsS = cycles * AccountCosts.CycleS,
            OnChipS = counts.Operations.Sum(buffers => OnChipS(buffers, metrics)),
            LeakageW = metrics.LeakageMw * Milli * Arrays,
            DramJ = accesses * AccountCosts.DramJ(_reading.Dram),
            AccessesJ = total.Read / lineBytes * metrics.ReadEnergyPj * Pico + writesJ,
            WritesJ = writesJ,
            MacsJ = _program.Operations.Sum(operation => operation.Macs) * _reading.MacPj * Pico,
        };
    }

    /// <summary>The largest capacity of a memory whose arrays fit an area.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="areaMm2">Area of all buffers in mm².</param>
    /// <exception cref="InputException">No array fits, or the largest one is smaller than the area.</exception>
    public long CapacityOnArea(MemoryTechnology memory, double areaMm2)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return Arrays * IsoArea.LargestCapacity(memory.Model, areaMm2 / Arrays);
    }

    /// <summary>Arrays that have equal parts of the capacity.</summary>
    private int Arrays => _reading.Properties == ArrayInterpretation.Whole ? 1 : TensorRoles.Count;

    /// <summary>What moves does not depend on the memory.</summary>
    private PlacementCounts Counts(long capacityBytes)
    {
        if (!_counts.TryGetValue(capacityBytes, out PlacementCounts? counts))
            _counts[capacityBytes] = counts = Place(capacityBytes);
        return counts;
    }

    private PlacementCounts Place(long capacityBytes)
    {
        if (_reading.Room == RoomInterpretation.Whole)
            return Placement.Count(_program, _reading, _ => true, capacityBytes);
        var counts = new PlacementCounts(_program.Operations.Length);
        long room = capacityBytes / TensorRoles.Count;
        foreach (TensorRole role in TensorRoles.All)
        {
            counts.Add(_reading.Room == RoomInterpretation.Best
                ? Placement.Best(_program, _reading, structure => structure.Role == role, room)
                : Placement.Count(_program, _reading, structure => structure.Role == role, room));
        }

        return counts;
    }

    private double OnChipS(IReadOnlyList<BufferTraffic> buffers, MemoryMetrics metrics)
    {
        double bytesAtATime = _reading.OnChip == OnChipInterpretation.Banks ? AccountCosts.BankedBytes : AccountCosts.AccessBytes;
        double[] seconds =
        [
            .. buffers.Select(buffer =>
                (buffer.Read * metrics.ReadLatencyNs + buffer.Written * metrics.WriteLatencyNs) / bytesAtATime * Nano),
        ];
        return _reading.OnChip switch
        {
            OnChipInterpretation.None => 0,
            OnChipInterpretation.Parallel => seconds.Max(),
            _ => seconds.Sum(),
        };
    }
}
