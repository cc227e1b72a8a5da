using System.Text.Json;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Traffic;

namespace CycleSim.Studies.Reports;

/// <summary>
/// The result of a step as JSON: keys carry units, operations add up to the totals exactly, and nothing depends on when or where the
/// run took place.
/// </summary>
public static class StepReportJson
{
    /// <summary>Writes a result.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    /// <param name="result">The result.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="toolVersion">Version of the program.</param>
    /// <param name="traffic">What steps of training stored; empty for none.</param>
    public static void Write(Stream stream, StepResult result, ulong seed, string toolVersion, params IReadOnlyCollection<TrafficReport> traffic)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(traffic);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("tool_version", toolVersion);
        json.WriteNumber("model_revision", ModelRevision.Number);
        json.WriteString("network", result.Program.Network.Name);
        json.WriteNumber("batch", result.Program.Batch);
        json.WriteString("first_layer", result.Program.Network.Layers[result.Program.FirstLayer].Name);
        json.WriteString("last_layer", result.Program.Network.Layers[result.Program.LastLayer].Name);
        json.WriteNumber("seed", seed);
        WriteMachine(json, result);
        WriteMemory(json, result);
        json.WritePropertyName("totals");
        WriteTotals(json, result);
        json.WriteStartArray("operations");
        foreach (OperationResult operation in result.Operations)
            WriteOperation(json, operation, result.Machine);
        json.WriteEndArray();
        if (traffic.Count > 0)
            TrafficJson.Write(json, traffic);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteMachine(Utf8JsonWriter json, StepResult result)
    {
        json.WriteStartObject("machine");
        MachineSpec machine = result.Machine;
        json.WriteString("name", machine.Name);
        json.WriteNumber("rows", machine.Array.Rows);
        json.WriteNumber("columns", machine.Array.Columns);
        json.WriteString("drain", Snake(machine.Array.Drain));
        json.WriteBoolean("trim_edge_folds", machine.Array.TrimEdgeFolds);
        json.WriteNumber("clock_period_ps", machine.ClockPeriodPs);
        json.WriteString("data_type", Snake(machine.DataType));
        json.WriteNumber("banks", machine.Scratchpad.Banks);
        json.WriteNumber("line_bytes", machine.Scratchpad.LineBytes);
        json.WriteString("banking", Snake(machine.Scratchpad.Banking));
        if (machine.Scratchpad.InitiationIntervalCycles is { } interval)
            json.WriteNumber("initiation_interval_cycles", interval);
        json.WriteString("array_figures", Snake(machine.ArrayFigures));
        json.WriteNumber("vector_words", machine.VectorWords);
        json.WriteString("placement", "atomic");
        json.WriteString("ordering", "sequential");
        json.WriteString("dram_refetch", Snake(machine.DramRefetch));
        json.WriteNumber("mac_energy_pj", machine.MacEnergyPj);
        json.WriteString("dram", machine.Dram.Name);
        json.WriteNumber("dram_clock_period_ps", machine.Dram.ClockPeriodPs);
        json.WriteNumber("dram_ranks", machine.Dram.Ranks);
        json.WriteNumber("dram_peak_gb_per_s", machine.Dram.PeakGbPerS);
        json.WriteEndObject();
    }

    private static void WriteMemory(Utf8JsonWriter json, StepResult result)
    {
        json.WriteStartObject("memory");
        json.WriteString("technology", result.Memory);
        json.WriteString("source", Snake(result.MemorySource));
        json.WriteNumber("capacity_bytes", result.CapacityBytes);
        json.WriteNumber("read_latency_ns", result.Metrics.ReadLatencyNs);
        json.WriteNumber("write_latency_ns", result.Metrics.WriteLatencyNs);
        json.WriteNumber("read_latency_cycles", result.ReadCycles);
        json.WriteNumber("write_latency_cycles", result.WriteCycles);
        json.WriteNumber("read_energy_pj_per_bit", result.Metrics.ReadEnergyPjPerBit);
        json.WriteNumber("write_energy_pj_per_bit", result.Metrics.WriteEnergyPjPerBit);
        json.WriteNumber("leakage_mw", result.LeakageMw);
        json.WriteNumber("area_mm2", result.AreaMm2);
        json.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter json, StepResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("time_s", result.TimeS);
        json.WriteNumber("macs", result.Macs);
        json.WriteNumber("utilisation", result.Utilisation);
        CountsJson.Write(json, result.Cycles, result.Scratchpads, result.Dram, result.Energy, result.Machine.Dram.BurstBytes);
        json.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter json, OperationResult operation, MachineSpec machine)
    {
        json.WriteStartObject();
        json.WriteNumber("index", operation.Index);
        json.WriteString("layer", operation.Layer);
        json.WriteString("pass", Snake(operation.Pass));
        json.WriteString("part", operation.Part);
        if (operation.Gemm is { } gemm)
        {
            json.WriteStartObject("gemm");
            json.WriteNumber("m", gemm.M);
            json.WriteNumber("n", gemm.N);
            json.WriteNumber("k", gemm.K);
            json.WriteNumber("folds", gemm.Folds);
            json.WriteNumber("macs", gemm.Macs);
            json.WriteString("tile_order", Snake(gemm.Order));
            json.WriteNumber("utilisation", operation.Utilisation(machine.Array));
            json.WriteEndObject();
        }

        CountsJson.Write(json, operation.Cycles, operation.Scratchpads, operation.Dram, operation.Energy, machine.Dram.BurstBytes);
        json.WriteEndObject();
    }

    private static string Snake<T>(T value)
        where T : struct, Enum => CountsJson.Snake(value);
}
