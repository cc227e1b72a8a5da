using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Search;
using CycleSim.Arrays.Technology;
using CycleSim.Configuration;
using CycleSim.Device.Operation;
using WritePoint = CycleSim.Arrays.Cells.WritePoint;

namespace CycleSim.Arrays;

/// <summary>Reads the section "circuit" of a memory technology: cell, write point, devices.</summary>
internal static class CircuitSpecReader
{
    public static CircuitSpec Read(ConfigObject root, double nodeNm, MemoryOrganisation organisation, int accessBits)
    {
        ConfigObject json = root.Object("circuit");
        DeviceKind devices = json.Enum<DeviceKind>("devices", DeviceKind.Hp);
        double temperatureK = json.Number("temperature_k", 1, 1000, 350);
        MemoryCell cell = ReadCell(json.Object("cell"));
        WritePoint? point = json.OptionalObject("write_point") is { } write ? ReadWritePoint(write, nodeNm, devices, temperatureK) : null;
        if (cell is MramCell mram)
        {
            if (point is null)
                throw json.Error("cell", "is an STT-MRAM, which needs a \"write_point\" beside it");
            if (mram.RatedCurrentA == 0)
                cell = mram with { RatedCurrentA = point.CurrentA };
        }
        else if (point is not null)
        {
            throw json.Error("write_point", "belongs to STT-MRAM cells; an SRAM has none");
        }

        CircuitSpec spec = new()
        {
            Cell = cell,
            WritePoint = point,
            NodeNm = nodeNm,
            Devices = devices,
            TemperatureK = temperatureK,
            RepeatedWires = json.Enum<WireKind>("wires", WireKind.Unrepeated) == WireKind.Repeated,
            Objective = json.Enum<SearchObjective>("objective", SearchObjective.ReadLatency),
            Organisation = organisation,
            AccessBits = accessBits,
            Ways = json.Int("ways", 1, 32, 8),
            Mode = json.Enum<CircuitMode>("mode", CircuitMode.Compatible),
        };
        json.RejectUnknownKeys();
        try
        {
            spec.Check();
        }
        catch (InputException problem)
        {
            throw root.Error("circuit", problem.Message);
        }

        return spec;
    }

    private static MemoryCell ReadCell(ConfigObject json)
    {
        CellKind kind = json.Enum<CellKind>("kind");
        double accessWidth = json.Number("access_width_f", 0.5, Circuit.Rules.MaxNmos);
        double area = json.Number(
            "area_f2", 4, 10_000, kind == CellKind.SttMram ? MramCell.TransistorLimitedAreaF2(accessWidth) : null);
        double aspect = json.Number("aspect_ratio", 0.05, 20);
        MemoryCell cell = kind == CellKind.Sram
            ? new SramCell(
                area, aspect, accessWidth, json.Number("nmos_width_f", 0.5, 100, 2.08), json.Number("pmos_width_f", 0.5, 100, 1.23),
                json.Number("sense_voltage_mv", 1, 400, 80) * 1e-3)
            : new MramCell(
                area, aspect, accessWidth, json.Number("parallel_ohm", 100, 1e7), json.Number("antiparallel_ohm", 100, 1e8),
                json.Number("rated_current_ua", 0, 1e4, 0) * 1e-6, json.Number("read_voltage_v", 0.01, 2, 0.25),
                json.Number("access_drop_v", 0, 2, 0.15), json.Number("sense_voltage_mv", 1, 400, 25) * 1e-3);
        if (cell is MramCell mram && mram.AntiparallelOhm <= mram.ParallelOhm)
            throw json.Error("antiparallel_ohm", "must be larger than parallel_ohm");
        if (cell is MramCell read && read.AccessDropV >= read.ReadVoltageV)
            throw json.Error("access_drop_v", "must be smaller than read_voltage_v");
        json.RejectUnknownKeys();
        return cell;
    }

    /// <summary>Current, pulse and energies as they are, or a junction and a write error rate from which they follow.</summary>
    private static WritePoint ReadWritePoint(ConfigObject json, double nodeNm, DeviceKind devices, double temperatureK)
    {
        string name = json.String("name");
        WritePoint point = json.Has("device") ? ReadDevice(json, name) : ReadCurrent(json, name, nodeNm, devices, temperatureK);
        json.RejectUnknownKeys();
        return point;
    }

    /// <summary>With a pulse width the current follows; with the current of another point the pulse width does.</summary>
    private static WritePoint ReadDevice(ConfigObject json, string name)
    {
        string device = json.String("device");
        double rate = ReadRate(json);
        try
        {
            if (json.OptionalObject("current_of") is not { } other)
                return DeviceWritePoint.AtPulse(name, device, rate, ReadPulse(json));
            WritePoint point = DeviceWritePoint.AtCurrentOf(name, device, rate, (ReadRate(other), ReadPulse(other)));
            other.RejectUnknownKeys();
            return point;
        }
        catch (InputException problem) when (!problem.Message.StartsWith(json.Source, StringComparison.Ordinal))
        {
            throw json.Error("device", problem.Message);
        }
    }

    private static double ReadRate(ConfigObject json) => json.Number("write_error_rate", WriteSolver.LeastWriteErrorRate, 1);

    private static double ReadPulse(ConfigObject json) => json.Number("pulse_ns", 1e-3, 1e6);

    private static WritePoint ReadCurrent(
        ConfigObject json, string name, double nodeNm, DeviceKind devices, double temperatureK)
    {
        double pulseNs = ReadPulse(json);
        double currentA = json.Number("current_ua", 1e-3, 1e4) * 1e-6;

        // Without a measured energy: the supply drives the current for the whole pulse, as NVSim has it.
        double Energy(string key) => json.Has(key)
            ? json.Number(key, 1e-6, 1e6) * 1e-12
            : ProcessFactory.Create(nodeNm, devices, temperatureK).VddV * currentA * pulseNs * 1e-9;
        double rate = json.Number("write_error_rate", 0, 1, -1);
        return new(name, currentA, pulseNs * 1e-9, Energy("set_energy_pj"), Energy("reset_energy_pj"), rate < 0 ? null : rate);
    }

    private enum CellKind
    {
        Sram,
        SttMram,
    }

    private enum WireKind
    {
        Unrepeated,
        Repeated,
    }
}
