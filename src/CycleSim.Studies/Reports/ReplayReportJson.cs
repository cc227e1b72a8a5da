using System.Text.Json;
using CycleSim.Accelerator.Replay;
using CycleSim.Accelerator.Steps;

namespace CycleSim.Studies.Reports;

/// <summary>The result of a replay as JSON, with the keys of a simulation's report.</summary>
public static class ReplayReportJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes the result of a closed loop.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    /// <param name="result">The result.</param>
    /// <param name="recordedCycles">Length of the recorded run.</param>
    public static void Write(Stream stream, ReplayResult result, long recordedCycles)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        using var json = new Utf8JsonWriter(stream, Indented);
        int burstBytes = result.Target.Machine.Dram.BurstBytes;
        json.WriteStartObject();
        json.WriteString("mode", "closed");
        WriteTarget(json, result.Target);
        json.WriteNumber("recorded_cycles", recordedCycles);
        json.WriteStartObject("totals");
        json.WriteNumber("time_s", result.TimeS);
        CountsJson.Write(json, result.Cycles, result.Scratchpads, result.Dram, result.Energy, burstBytes);
        json.WriteEndObject();
        json.WriteStartArray("operations");
        foreach (OperationResult operation in result.Operations)
        {
            json.WriteStartObject();
            json.WriteNumber("index", operation.Index);
            json.WriteString("layer", operation.Layer);
            json.WriteString("pass", CountsJson.Snake(operation.Pass));
            json.WriteString("part", operation.Part);
            CountsJson.Write(json, operation.Cycles, operation.Scratchpads, operation.Dram, operation.Energy, burstBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        End(stream, json);
    }

    /// <summary>Writes the result of an open loop.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    /// <param name="result">The result.</param>
    /// <param name="target">What it was replayed on.</param>
    public static void Write(Stream stream, OpenLoopResult result, ReplayTarget target)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(target);
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        json.WriteString("mode", "open");
        WriteTarget(json, target);
        json.WriteNumber("recorded_cycles", result.RecordedCycles);
        json.WriteStartObject("scratchpads");
        foreach (OpenLoopScratchpad pad in result.Scratchpads)
        {
            CountsJson.WriteScratchpad(json, pad.Scratchpad, pad.Counts);
            json.WriteStartObject($"{CountsJson.Snake(pad.Scratchpad)}_contention");
            json.WriteNumber("longest_wait_cycles", pad.LongestWaitCycles);
            json.WriteNumber("busy_share", pad.BusyShare);
            json.WriteNumber("late_cycles", pad.LateCycles);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (result.Dram is { } dram)
            WriteDram(json, dram, target.Machine.Dram.BurstBytes);
        CountsJson.WriteEnergy(json, result.Energy);
        End(stream, json);
    }

    private static void WriteDram(Utf8JsonWriter json, OpenLoopDram dram, int burstBytes)
    {
        CountsJson.WriteDram(json, dram.Counts, burstBytes);
        json.WriteStartObject("dram_contention");
        json.WriteNumber("transfers", dram.Transfers);
        json.WriteNumber("delayed_transfers", dram.DelayedTransfers);
        json.WriteNumber("delay_cycles", dram.DelayCycles);
        json.WriteNumber("longest_delay_cycles", dram.LongestDelayCycles);
        json.WriteNumber("late_cycles", dram.LateCycles);
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, ReplayTarget target)
    {
        json.WriteString("machine", target.Machine.Name);
        json.WriteString("memory", target.MemoryName);
        json.WriteNumber("read_latency_cycles", target.ReadCycles);
        json.WriteNumber("write_latency_cycles", target.WriteCycles);
        json.WriteNumber("leakage_mw", target.LeakageMw);
    }

    private static void End(Stream stream, Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
