using CycleSim.Accelerator.Steps;
using CycleSim.Configuration;
using CycleSim.Dram;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Plans;

/// <summary>
/// The result file of a point: the report of the step, as `cyclesim simulate --json` writes it. Written whole or not at all; believed only if
/// it says what the point asks for and its operations add up to its totals.
/// </summary>
public static class PointFile
{
    private const ulong Seed = 1;

    /// <summary>Runs a point and writes its file.</summary>
    /// <param name="point">The point.</param>
    /// <param name="path">The file.</param>
    /// <param name="rows">What was learned of DRAM rows before.</param>
    /// <param name="cancellation">Ends the run; no file is left then.</param>
    /// <returns>What the file says.</returns>
    /// <exception cref="InputException">The tensors exceed the DRAM, or the file cannot be written.</exception>
    public static PointResult Make(StudyPoint point, string path, KnownRows rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(point);
        TrainingStepSimulator simulator = point.Simulator();
        simulator.KnownRows = rows;
        StepReport report = StepReport.Of(simulator.Run(cancellation), Seed, ToolVersion.Text);
        if (!report.AddsUp)
            throw new InvalidDataException($"{path} does not add up");
        OutputFile.WriteAtomically(path, stream => StepReportFile.Write(stream, report));
        return PointResult.Of(report);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="point">The point that it should be of.</param>
    /// <param name="path">The file.</param>
    /// <returns>What it says; null if there is none, it is broken, or it is of something else.</returns>
    public static PointResult? Read(StudyPoint point, string path)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (!File.Exists(path))
            return null;
        try
        {
            using var text = new StreamReader(InputFile.Open(path));
            StepReport report = StepReportFile.Parse(text.ReadToEnd(), path);
            return IsOf(point, report) && report.AddsUp ? PointResult.Of(report) : null;
        }
        catch (Exception problem) when (problem is InputException or OverflowException)
        {
            return null;
        }
    }

<<<<<<< HEAD
    private static bool IsOf(StudyPoint point, JsonElement report)
    {
        JsonElement memory = report.GetProperty("memory");
        return report.GetProperty("model_revision").GetInt32() == ModelRevision.Number
            && report.GetProperty("network").GetString() == point.Network.Network.Name
            && report.GetProperty("batch").GetInt32() == point.Batch
            && report.GetProperty("machine").GetProperty("name").GetString() == point.Machine.Spec.Name
            && memory.GetProperty("technology").GetString() == point.Memory.Technology.Name
            && memory.GetProperty("capacity_bytes").GetInt64() == point.CapacityBytes
            && memory.GetProperty("leakage_mw").GetDouble() == point.Metrics.LeakageMw * point.Arrays
            && memory.GetProperty("area_mm2").GetDouble() == point.Metrics.AreaMm2 * point.Arrays;
    }

    private static bool AddsUp(JsonElement report)
    {
        JsonElement totals = report.GetProperty("totals");
        return Counts.All(part => Sums(
            totals.GetProperty(part), [.. report.GetProperty("operations").EnumerateArray().Select(operation => operation.GetProperty(part))]));
    }

    private static bool Sums(JsonElement total, IReadOnlyList<JsonElement> parts) => total.ValueKind == JsonValueKind.Object
        ? total.EnumerateObject().All(member => Sums(member.Value, [.. parts.Select(part => part.GetProperty(member.Name))]))
        : total.GetDecimal() == parts.Sum(part => part.GetDecimal());

    private static PointResult Take(JsonElement report)
    {
        JsonElement totals = report.GetProperty("totals");
        JsonElement dram = totals.GetProperty("dram");
        JsonElement scratchpads = totals.GetProperty("scratchpads");
        JsonElement memory = report.GetProperty("memory");
        long overlapped = report.GetProperty("operations").EnumerateArray().Sum(operation =>
        {
            CycleCounts cycles = CyclesOf(operation);
            return Math.Max(cycles.Dram, cycles.Total - cycles.Dram);
        });
        return new PointResult(
            totals.GetProperty("time_s").GetDouble(), CyclesOf(totals), overlapped, EnergyOf(totals), dram.GetProperty("read_bytes").GetInt64(),
            dram.GetProperty("write_bytes").GetInt64(), BytesOf(scratchpads.GetProperty("activation")),
            BytesOf(scratchpads.GetProperty("weight")), BytesOf(scratchpads.GetProperty("error")),
            memory.GetProperty("leakage_mw").GetDouble(), memory.GetProperty("area_mm2").GetDouble(),
            totals.GetProperty("utilisation").GetDouble());
    }

    private static ScratchpadBytes BytesOf(JsonElement scratchpad) =>
        new(scratchpad.GetProperty("read_bytes").GetInt64(), scratchpad.GetProperty("write_bytes").GetInt64());

    private static CycleCounts CyclesOf(JsonElement part)
    {
        JsonElement cycles = part.GetProperty("cycles");
        return new CycleCounts(
            Of("compute"), Of("fill_drain"), Of("vector"), Of("dram"), Of("bank_conflict"), Of("access_latency"));

        long Of(string cause) => cycles.GetProperty(cause).GetInt64();
    }

    private static EnergyBreakdown EnergyOf(JsonElement part)
    {
        JsonElement energy = part.GetProperty("energy");
        return new EnergyBreakdown(
            Of("dram_activate"), Of("dram_read"), Of("dram_write"), Of("dram_refresh"), Of("dram_background"), Of("dram_interface"),
            Of("scratchpad_read"), Of("scratchpad_write"), Of("leakage"), Of("compute"));

        decimal Of(string component) => energy.GetProperty(component + "_pj").GetDecimal();
    }
=======
    private static bool IsOf(StudyPoint point, StepReport report) =>
        report.ModelRevision == ModelRevision.Number
        && report.Network == point.Network.Network.Name
        && report.Batch == point.Batch
        && report.Machine.Name == point.Machine.Spec.Name
        && report.Memory.Technology == point.Memory.Technology.Name
        && report.Memory.CapacityBytes == point.CapacityBytes
        && report.Memory.LeakageMw == point.Metrics.LeakageMw * point.Arrays
        && report.Memory.AreaMm2 == point.Metrics.AreaMm2 * point.Arrays;
>>>>>>> main
}
