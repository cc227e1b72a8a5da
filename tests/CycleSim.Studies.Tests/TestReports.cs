using CycleSim.Reference;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Tests;

/// <summary>Reports under tests/Reference/reports, which version 0.1.0 wrote before reports were records.</summary>
internal static class TestReports
{
    /// <summary>The text of `simulate --network lenet5-28x28-mnist --batch 1 --capacity 256KiB --json`.</summary>
    internal static string StepText { get; } =
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Reference", "reports", "step.json"));

    /// <summary>The same, read.</summary>
    internal static StepReport Step { get; } = StepReportFile.Parse(StepText, "step.json");
}
