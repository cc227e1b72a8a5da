using System.Text.Json;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Traffic;

namespace CycleSim.Studies.Reports;

/// <summary>What the tensors of a training step mean for write energy and errors, as JSON: arrays add up to rows, rows to the total.</summary>
internal static class TrafficJson
{
    /// <summary>Writes the reports of steps as an array "traffic".</summary>
    internal static void Write(Utf8JsonWriter json, IEnumerable<TrafficReport> reports)
    {
        json.WriteStartArray("traffic");
        foreach (TrafficReport report in reports)
            WriteReport(json, report);
        json.WriteEndArray();
    }

    private static void WriteReport(Utf8JsonWriter json, TrafficReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("step", report.Step);
        json.WriteString("write_scheme", CountsJson.Snake(report.Scheme));
        json.WriteNumber("step_energy_pj", report.StepPj);
        WritePart(json, "total", report.Total, report.Scheme);
        json.WriteStartArray("rows");
        foreach (TrafficRow row in report.Rows)
            WriteRow(json, row, report);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, TrafficRow row, TrafficReport report)
    {
        json.WriteStartObject();
        json.WriteString("layer", row.Layer);
        json.WriteString("scratchpad", CountsJson.Snake(row.Role));
        WritePart(json, "total", row.Total, report.Scheme);
        json.WriteStartArray("arrays");
        foreach ((WordArray array, TrafficPart part) in report.Arrays.Zip(row.Parts))
        {
            json.WriteStartObject();
            json.WriteString("memory", array.Memory);
            json.WriteNumber("first_bit", array.FirstBit);
            json.WriteNumber("bits", array.Bits);
            WriteNumbers(json, part, report.Scheme);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, string key, TrafficPart part, WriteScheme scheme)
    {
        json.WriteStartObject(key);
        WriteNumbers(json, part, scheme);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, TrafficPart part, WriteScheme scheme)
    {
        json.WriteNumber("written_bits", part.WrittenBits);
        json.WriteNumber("toggled_bits", part.ToggledBits);
        json.WriteNumber("stored_bits", part.StoredBits);
        json.WriteNumber("stored_toggled_bits", part.StoredToggledBits);
        json.WriteNumber("write_energy_pj", part.EnergyPj(scheme));
        json.WriteNumber("every_bit_pj", part.FullPj);
        json.WriteNumber("self_terminated_pj", part.TerminatedPj);
        json.WriteNumber("compared_pj", part.ComparedPj);
        json.WriteNumber("expected_wrong_bits_stuck_at_old", part.StuckBits);
        json.WriteNumber("expected_wrong_bits_flip", part.FlippedBits);
    }
}
