using CycleSim.Platform;
using CycleSim.Studies.Codesign;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Plots;
using CycleSim.Workloads.Lowering;
using OxyPlot;

namespace CycleSim.Cli.Commands.Study;

/// <summary>The files that `cyclesim codesign --out` writes.</summary>
internal static class CodesignFiles
{
    private const double Percent = 100;

    private static readonly string[] Pictures = ["codesign.png", "codesign.svg"];

    /// <summary>Fails when a folder has results that were not asked for.</summary>
    /// <exception cref="InputException">It has.</exception>
    internal static void CheckUnused(string folder, bool resumes)
    {
        bool isUsed = File.Exists(Path.Combine(folder, "codesign.json")) || Directory.Exists(Path.Combine(folder, "training"));
        if (isUsed && !resumes)
            throw new InputException($"--out {folder}: has results already; --resume reuses them, another folder starts anew");
    }

    /// <summary>Writes all of them; the JSON file, which says that the rest is there, at the end.</summary>
    internal static void Write(string folder, CodesignStudy study, CodesignOutcome outcome)
    {
        CodesignSelection selection = outcome.Selection;
        Table(selection.Options.SelectMany(options => options)).WriteCsv(Path.Combine(folder, "options.csv"));
        Table(selection.Candidates.SelectMany(candidates => candidates).Where(candidate => candidate.CheapBits == 0))
            .WriteCsv(Path.Combine(folder, "candidates.csv"));
        IReadOnlyList<PlotModel> panels = CodesignPlot.Draw(study, selection, outcome.Accuracy);
        foreach (string picture in Pictures)
            PlotGrid.Write(
                panels, panels.Count, Path.Combine(folder, picture), ComparisonPlots.PanelWidth, ComparisonPlots.PanelHeight);

        CodesignMarkdown.Write(outcome.Result, Path.Combine(folder, "report.md"));
        CodesignResultFile.Write(outcome.Result, Path.Combine(folder, "codesign.json"));
    }

    private static ResultTable<ScratchpadOption> Table(IEnumerable<ScratchpadOption> options) => new(
        [
            new("scratchpad", option => TensorRoles.KeyOf(option.Role)),
            new("barrier_kt", option => option.Cell.Design.BarrierKt),
            new("pulse_ns", option => option.Cell.Design.PulseNs),
            new("current_ua", option => option.Cell.Point.CurrentUa),
            new("code", option => option.Cell.Design.Code.Text),
            new("max_attempts", option => option.Cell.Design.Attempts),
            new("mean_attempts", option => option.MeanAttempts),
            new("residual_rate", option => option.Cell.ResidualRate),
            new("retention_loss", option => option.Cell.RetentionLoss),
            new("line_failure", option => option.Cell.LineFailure),
            new("cheap_bits", option => option.CheapBits),
            new("cheap_write_error_rate", option => option.CheapBits == 0 ? null : option.CheapRate),
            new("cheap_current_ua", option => option.CheapPoint?.CurrentUa),
            new("write_pj_per_bit", option => option.Memory.Metrics.WriteEnergyPjPerBit),
            new("write_ns", option => option.Memory.Metrics.WriteLatencyNs),
            new("energy_j", option => option.Cost.EnergyJ),
            new("time_s", option => option.Cost.TimeS),
            new("area_mm2", option => option.Cost.AreaMm2),
            new("status", option => double.IsInfinity(option.AccuracyLoss) ? "diverged" : "done"),
            new("accuracy_loss_points", option => double.IsInfinity(option.AccuracyLoss) ? null : Percent * option.AccuracyLoss),
        ],
        [.. options]);
}
