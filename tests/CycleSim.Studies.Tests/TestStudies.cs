using CycleSim.Configuration.Json;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Tests;

internal static class TestStudies
{
    internal const string Network = "lenet5-28x28-mnist";

    internal static StudyPlan Plan(string text) => PlanLoader.Read(ConfigDocument.Parse(text, "plan.json"));

    internal static StudyPoint Point(
        int batch = 2, string memory = "stt-mram", long capacity = 256 << 10, MachineVariant? machine = null) =>
        new(StudyNetwork.Load(Network), batch, machine ?? MachineVariant.Load("paper"), MemoryVariant.Load(memory), capacity);

    /// <summary>A comparison of SRAM and STT-MRAM that has been run.</summary>
    internal static Comparison Compare(string folder, IsoKind iso, params double[] sizes)
    {
        var plan = new ComparisonPlan(
            StudyNetwork.Load(Network), 4, MachineVariant.Load("paper"), [MemoryVariant.Load("sram"), MemoryVariant.Load("stt-mram")], iso,
                [.. sizes]);
        return plan.Collect(new PointRunner(folder, 1, resumes: true).Run([.. plan.Points]).DistinctBy(outcome => outcome.Point.Id)
            .ToDictionary(outcome => outcome.Point.Id));
    }
}
