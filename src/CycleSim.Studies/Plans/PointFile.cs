using CycleSim.Accelerator.Steps;
using CycleSim.Configuration;
using CycleSim.Dram.FastForward;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Plans;

/// <summary>
/// The result file of a point: the report of the step, as `cyclesim simulate --json` writes it. Written whole or not at all; believed only
/// if it says what the point asks for and its operations add up to its totals.
/// </summary>
internal static class PointFile
{
    /// <summary>Far more than a report has; a larger file is broken.</summary>
    private const long MaxBytes = 1 << 28;

    /// <summary>Runs a point and writes its file.</summary>
    /// <param name="point">The point.</param>
    /// <param name="path">The file.</param>
    /// <param name="rows">What was learned of DRAM rows before.</param>
    /// <param name="cancellation">Ends the run; no file is left then.</param>
    /// <returns>What the file says.</returns>
    /// <exception cref="InputException">The tensors exceed the DRAM, or the file cannot be written.</exception>
    public static PointResult Make(StudyPoint point, string path, RowMemo rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(point);
        TrainingStepSimulator simulator = point.Simulator();
        simulator.RowMemo = rows;
        StepResult result = simulator.Run(cancellation);
        StepReport report = StepReport.Of(result, StepReport.SeedOf(result.Machine), ToolVersion.Text);
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
            if (text.BaseStream.Length > MaxBytes)
                return null;
            StepReport report = StepReportFile.Parse(text.ReadToEnd(), path);
            return IsOf(point, report) && report.AddsUp ? PointResult.Of(report) : null;
        }
        catch (Exception problem) when (problem is InputException or OverflowException)
        {
            return null;
        }
    }

    private static bool IsOf(StudyPoint point, StepReport report) =>
        report.ModelRevision == ModelRevision.Number
        && report.Network == point.Network.Name
        && report.Batch == point.Batch
        && report.Machine.Name == point.Machine.Spec.Name
        && report.Memory.Technology == point.Memory.Technology.Name
        && report.Memory.CapacityBytes == point.CapacityBytes
        && report.Memory.LeakageMw == point.Metrics.LeakageMw * point.MemoryArrayCount
        && report.Memory.AreaMm2 == point.Metrics.AreaMm2 * point.MemoryArrayCount;
}
