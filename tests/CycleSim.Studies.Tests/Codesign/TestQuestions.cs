using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Studies.Codesign;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests.Codesign;

/// <summary>Small questions: a small network and few designs, of cells that are alike.</summary>
internal static class TestQuestions
{
    internal const long Capacity = 128 << 10;

    internal static readonly CodesignSpace Space = new(
        [35, 40, 55], [10, 20], [CodeChoice.None(512), new("bch3", 512), new("bch2", 128)], 2, [16, 32], [1e-3, 1e-2]);

    internal static CodesignQuestion Question(
        double maxLoss = 0.01, double? maxLineFailure = null, CodesignObjective objective = CodesignObjective.Energy,
        bool writesOnly = true, CodesignSpace? space = null, string variation = "none", MachineVariant? machine = null) => new(
        TestStudies.Point(2, "stt-mram-p55", Capacity, machine), JunctionLoader.Load("P55"), variation,
        VariationFile.Load(variation).Spread(PopulationDrive.Current), 350, space ?? Space, objective, writesOnly, maxLoss, maxLineFailure);

    /// <summary>Losses that rise with the number of bits and their rate, and differ between scratchpads.</summary>
    internal static MeasuredLoss[] Losses(CodesignSpace space) =>
    [
        .. from role in TensorRoles.All
           from bits in space.CheapBits
           from rate in space.CheapRates
           select new MeasuredLoss(role, bits, rate, bits * Math.Sqrt(rate) * (1 + (int)role) * 1e-3),
    ];

    internal static CodesignSelection Select(CodesignQuestion question) => new CodesignStudy(question).Select(Losses(question.Space));
}
