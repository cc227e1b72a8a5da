using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Technology;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>Reads the section "circuit" of a memory technology: cell, write point, transistors.</summary>
internal static class CircuitSpecReader
{
    /// <summary>Reads the section.</summary>
    /// <param name="root">The file.</param>
    /// <param name="nodeNm">Process node in nm.</param>
    /// <param name="organisation">What an array consists of.</param>
    /// <param name="accessBits">Bits of an access.</param>
    /// <exception cref="InputException">The circuit is not valid.</exception>
    public static CircuitSpec Read(KeyValues root, double nodeNm, MemoryOrganisation organisation, int accessBits)
    {
        KeyValues keys = root.Get(MemoryKeys.Circuit);
        TransistorKind transistors = keys.Get(CircuitKeys.Transistors);
        double temperatureK = keys.Get(CircuitKeys.Temperature);
        MemoryCell cell = ReadCell(keys.Get(CircuitKeys.Cell));
        WritePoint? point = keys.Find(CircuitKeys.WritePoint) is { } write
            ? ReadWritePoint(write, nodeNm, transistors, temperatureK) : null;
        if (cell is MramCell mram)
        {
            if (point is null)
                throw keys.Error(CircuitKeys.Cell, "is an STT-MRAM, which needs a \"write_point\" beside it");
            if (mram.RatedCurrentA == 0)
                cell = mram with { RatedCurrentA = point.CurrentA };
        }
        else if (point is not null)
        {
            throw keys.Error(CircuitKeys.WritePoint, "belongs to STT-MRAM cells; an SRAM has none");
        }

        CircuitSpec spec = new()
        {
            Cell = cell,
            WritePoint = point,
            NodeNm = nodeNm,
            Transistors = transistors,
            TemperatureK = temperatureK,
            Wires = keys.Get(CircuitKeys.Wires),
            Objective = keys.Get(CircuitKeys.Objective),
            Organisation = organisation,
            AccessBits = accessBits,
            Ways = keys.Get(CircuitKeys.Ways),
            Mode = keys.Get(CircuitKeys.Mode),
        };
        try
        {
            spec.Check();
        }
        catch (InputException problem)
        {
            throw root.Error(MemoryKeys.Circuit, problem.Message);
        }

        return spec;
    }

    private static MemoryCell ReadCell(KeyValues keys) =>
        keys.Get(CellKeys.Kind) == CellKind.Sram ? ReadSram(keys) : ReadMram(keys);

    private static SramCell ReadSram(KeyValues keys) => new(
        keys.Get(CellKeys.SramArea), keys.Get(CellKeys.AspectRatio), keys.Get(CellKeys.AccessWidth), keys.Get(CellKeys.NmosWidth),
        keys.Get(CellKeys.PmosWidth), keys.Get(CellKeys.SramSense) * 1e-3);

    private static MramCell ReadMram(KeyValues keys)
    {
        double accessWidth = keys.Get(CellKeys.AccessWidth);
        MramCell cell = new(
            keys.GetOr(CellKeys.MramArea, MramCell.TransistorLimitedAreaF2(accessWidth)), keys.Get(CellKeys.AspectRatio), accessWidth,
            keys.Get(CellKeys.Parallel), keys.Get(CellKeys.Antiparallel), keys.GetOr(CellKeys.RatedCurrent, 0) * 1e-6,
            keys.Get(CellKeys.ReadVoltage), keys.Get(CellKeys.AccessDrop), keys.Get(CellKeys.MramSense) * 1e-3);
        if (cell.AntiparallelOhm <= cell.ParallelOhm)
            throw keys.Error(CellKeys.Antiparallel, "must be larger than parallel_ohm");
        if (cell.AccessDropV >= cell.ReadVoltageV)
            throw keys.Error(CellKeys.AccessDrop, "must be smaller than read_voltage_v");
        return cell;
    }

    /// <summary>Current, pulse and energies as they are, or a junction and a write error rate from which they follow.</summary>
    private static WritePoint ReadWritePoint(KeyValues keys, double nodeNm, TransistorKind transistors, double temperatureK)
    {
        string name = keys.Get(WritePointKeys.Name);
        return keys.Set == WritePointKeys.ByDevice
            ? ReadDevice(keys, name)
            : ReadCurrent(keys, name, nodeNm, transistors, temperatureK);
    }

    /// <summary>With a pulse width the current follows; with the current of another point the pulse width does.</summary>
    private static WritePoint ReadDevice(KeyValues keys, string name)
    {
        string device = keys.Get(WritePointKeys.Device);
        double rate = keys.Get(WritePointKeys.DeviceRate);
        try
        {
            if (keys.OneOf(WritePointKeys.PulseOrCurrent) == WritePointKeys.DevicePulse)
                return DeviceWritePoints.AtPulse(name, device, rate, keys.Get(WritePointKeys.DevicePulse));
            KeyValues other = keys.Get(WritePointKeys.CurrentOf);
            return DeviceWritePoints.AtCurrentOf(
                name, device, rate, (other.Get(OtherWritePointKeys.Rate), other.Get(OtherWritePointKeys.Pulse)));
        }
        catch (InputException problem)
        {
            throw keys.Error(WritePointKeys.Device, problem.Message);
        }
    }

    private static WritePoint ReadCurrent(KeyValues keys, string name, double nodeNm, TransistorKind transistors, double temperatureK)
    {
        double pulseNs = keys.Get(WritePointKeys.Pulse);
        double currentA = keys.Get(WritePointKeys.Current) * 1e-6;

        // Without a measured energy: the supply drives the current for the whole pulse, as NVSim has it.
        double Energy(Key<double> key) => keys.Has(key)
            ? keys.Get(key) * 1e-12
            : ProcessNodeFactory.Create(nodeNm, transistors, temperatureK).VddV * currentA * pulseNs * 1e-9;
        return new(
            name, currentA, pulseNs * 1e-9, Energy(WritePointKeys.SetEnergy), Energy(WritePointKeys.ResetEnergy),
            keys.Has(WritePointKeys.Rate) ? keys.Get(WritePointKeys.Rate) : null);
    }
}
