using System.Text.Json;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Steps;
using CycleSim.Dram;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Reports;

/// <summary>Counts as JSON, the same keys in every report.</summary>
internal static class CountsJson
{
    /// <summary>Writes cycles, scratchpads, DRAM and energy.</summary>
    internal static void Write(
        Utf8JsonWriter json, CycleCounts cycles, ScratchpadTotals scratchpads, DramCounts dram, EnergyBreakdown energy, int burstBytes)
    {
        json.WriteStartObject("cycles");
        json.WriteNumber("total", cycles.Total);
        json.WriteNumber("compute", cycles.Compute);
        json.WriteNumber("fill_drain", cycles.FillDrain);
        json.WriteNumber("vector", cycles.Vector);
        json.WriteNumber("dram", cycles.Dram);
        json.WriteNumber("bank_conflict", cycles.BankConflict);
        json.WriteNumber("access_latency", cycles.AccessLatency);
        json.WriteEndObject();
        json.WriteStartObject("scratchpads");
        foreach (TensorRole role in Enum.GetValues<TensorRole>())
            WriteScratchpad(json, role, scratchpads.Of(role));
        json.WriteEndObject();
        WriteDram(json, dram, burstBytes);
        WriteEnergy(json, energy);
    }

    /// <summary>Writes the counts of one scratchpad.</summary>
    internal static void WriteScratchpad(Utf8JsonWriter json, TensorRole role, ScratchpadCounts counts)
    {
        json.WriteStartObject(Snake(role));
        json.WriteNumber("read_accesses", counts.ReadAccesses);
        json.WriteNumber("write_accesses", counts.WriteAccesses);
        json.WriteNumber("read_bytes", counts.ReadBytes);
        json.WriteNumber("write_bytes", counts.WriteBytes);
        json.WriteNumber("bank_conflicts", counts.Conflicts);
        json.WriteNumber("bank_conflict_wait_cycles", counts.ConflictCycles);
        json.WriteEndObject();
    }

    /// <summary>Writes the counts of the DRAM.</summary>
    internal static void WriteDram(Utf8JsonWriter json, DramCounts dram, int burstBytes)
    {
        json.WriteStartObject("dram");
        json.WriteNumber("read_bursts", dram.ReadBursts);
        json.WriteNumber("write_bursts", dram.WriteBursts);
        json.WriteNumber("read_bytes", dram.ReadBursts * burstBytes);
        json.WriteNumber("write_bytes", dram.WriteBursts * burstBytes);
        json.WriteNumber("row_hits", dram.RowHits);
        json.WriteNumber("row_misses", dram.RowMisses);
        json.WriteNumber("row_conflicts", dram.RowConflicts);
        json.WriteNumber("activates", dram.Activates);
        json.WriteNumber("refreshes", dram.Refreshes);
        json.WriteNumber("active_rank_cycles", dram.ActiveCycles);
        json.WriteNumber("precharged_rank_cycles", dram.PrechargedCycles);
        json.WriteEndObject();
    }

    /// <summary>A name as JSON keys and values have it.</summary>
    internal static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Writes energy by component.</summary>
    internal static void WriteEnergy(Utf8JsonWriter json, EnergyBreakdown energy)
    {
        json.WriteStartObject("energy");
        json.WriteNumber("total_pj", energy.TotalPj);
        json.WriteNumber("dram_activate_pj", energy.DramActivatePj);
        json.WriteNumber("dram_read_pj", energy.DramReadPj);
        json.WriteNumber("dram_write_pj", energy.DramWritePj);
        json.WriteNumber("dram_refresh_pj", energy.DramRefreshPj);
        json.WriteNumber("dram_background_pj", energy.DramBackgroundPj);
        json.WriteNumber("dram_interface_pj", energy.DramInterfacePj);
        json.WriteNumber("scratchpad_read_pj", energy.ScratchpadReadPj);
        json.WriteNumber("scratchpad_write_pj", energy.ScratchpadWritePj);
        json.WriteNumber("leakage_pj", energy.LeakagePj);
        json.WriteNumber("compute_pj", energy.ComputePj);
        json.WriteEndObject();
    }
}
