using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Parts;

/// <summary>
/// Writes a part that a configuration of DRAMsim3 describes as a part file, with comments on where values come from. Reading it gives an
/// equal part, unless it is refused because its values are outside the standard's bounds or its refresh policy is DRAMsim3's alone; a
/// current of bank refreshes below that of standing by is left out.
/// </summary>
public static class PartFileWriter
{
    /// <summary>The text of the file.</summary>
    /// <param name="part">The part.</param>
    /// <param name="source">Where it comes from: name of the configuration.</param>
    public static string Write(Dramsim3Part part, string source)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(source);
        DramSpec spec = part.Spec;
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append(CultureInfo.InvariantCulture, $"  // From {OneLine(source)}, a configuration of DRAMsim3.\n");
        foreach (string note in part.Notes)
            text.Append(CultureInfo.InvariantCulture, $"  // {OneLine(note)}\n");
        text.Append(CultureInfo.InvariantCulture, $"""
              "name": {Quoted(spec.Name)},
              "description": {Quoted($"{spec.Standard.Description}, as {Path.GetFileName(source)} describes it")},
              "standard": {Quoted(spec.Standard.Name)},
              "source": {Quoted($"{Path.GetFileName(source)}, a configuration of DRAMsim3")},
              "clock_period_ps": {spec.ClockPeriodPs},

            """);
        WriteOrganisation(text, part);
        text.Append(CultureInfo.InvariantCulture, $"""
              "queue_depth": {spec.QueueDepth}, // trans_queue_size: entries of the read queue, and of the write buffer
              "bank_queue_depth": {spec.BankQueueDepth}, // cmd_queue_size
              "page_policy": {Quoted(spec.PagePolicy)},
              "row_hit_cap": {spec.RowHitCap}, // fixed in DRAMsim3
              "refresh_policy": {Quoted(spec.RefreshPolicy)},
              "address_mapping": {Quoted(spec.Mapping)},
              "dual_command": {(spec.HasDualCommand ? "true" : "false")},

            """);
        WriteTiming(text, spec);
        WritePower(text, part.Currents);
        text.Append("""
              "interface": { "enabled": false, "driver_nj": 0, "phy_nj": 0, "termination_nj": 0 } // DRAMsim3 has none
            }

            """);
        return text.ToString();
    }

    private static void WriteOrganisation(StringBuilder text, Dramsim3Part part)
    {
        DramSpec spec = part.Spec;
        text.Append(CultureInfo.InvariantCulture, $$"""
              "organisation": {
                "channels": {{spec.Channels}},
                "ranks": {{spec.Ranks}}, // channel_size divided by the size of a rank
                "bank_groups": {{spec.BankGroups}},
                "banks": {{spec.Banks}}, // of a rank, over all its bank groups
                "rows": {{spec.Rows}},
                "columns": {{spec.Columns}}, // bursts of a row
                "burst_bytes": {{spec.BurstBytes}}, // bus_width times BL
                "devices_per_rank": {{part.DevicesPerRank}} // bus_width divided by device_width
              },

            """);
    }

    private static void WriteTiming(StringBuilder text, DramSpec spec)
    {
        text.Append("  \"timing_cycles\": {\n");
        foreach (DramParameter parameter in spec.Standard.Parameters)
        {
            string comma = parameter == spec.Standard.Parameters[^1] ? "" : ",";
            string origin = parameter.Dramsim3Key ?? (parameter.Name == "burst" ? "BL" : "not in DRAMsim3: the standard's default");
            text.Append(CultureInfo.InvariantCulture, $"    \"{parameter.Name}\": {spec.Timing[parameter.Name]}{comma} // {origin}\n");
        }

        text.Append("  },\n");
    }

    private static void WritePower(StringBuilder text, DramCurrents currents)
    {
        (string Key, double? Value)[] values =
        [
            (DramPowerKeys.Vdd.Name, currents.VddV), (DramPowerKeys.Idd0.Name, currents.Idd0Ma),
            (DramPowerKeys.Idd2n.Name, currents.Idd2nMa), (DramPowerKeys.Idd3n.Name, currents.Idd3nMa),
            (DramPowerKeys.Idd4r.Name, currents.Idd4rMa),
            (DramPowerKeys.Idd4w.Name, currents.Idd4wMa), (DramPowerKeys.Idd5.Name, currents.Idd5abMa),
            (DramPowerKeys.Idd5b.Name, FitsBankRefresh(currents) ? currents.Idd5pbMa : null), (DramPowerKeys.Idd2p.Name, currents.Idd2pMa),
            (DramPowerKeys.Idd3p.Name, currents.Idd3pMa), (DramPowerKeys.Idd6.Name, currents.Idd6Ma),
        ];
        text.Append("  \"power\": {\n    ");
        if (!FitsBankRefresh(currents))
            text.Append(CultureInfo.InvariantCulture, $"// IDD5PB = {currents.Idd5pbMa:R} is below IDD3N, so it is left out.\n    ");
        text.AppendJoin(",\n    ", values.Where(pair => pair.Value is not null).Select(
            pair => string.Create(CultureInfo.InvariantCulture, $"\"{pair.Key}\": {pair.Value:R}")));
        text.Append("\n  },\n");
    }

    /// <summary>A refresh of a bank that costs less than standing by is refused in part files; DRAMsim3's default is such a one.</summary>
    private static bool FitsBankRefresh(DramCurrents currents) => !(currents.Idd5pbMa < currents.Idd3nMa);

    private static string Quoted(string value) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";

    private static string OneLine(string value) => value.ReplaceLineEndings(" ");
}
