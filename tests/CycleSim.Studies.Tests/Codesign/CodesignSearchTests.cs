using System.Collections.Immutable;
using CsCheck;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Studies.Codesign;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests.Codesign;

/// <summary>What the search chooses, against all there is.</summary>
public sealed class CodesignSearchTests
{
    [Theory]
    [InlineData(CodesignObjective.Energy, true, 0)]
    [InlineData(CodesignObjective.Energy, true, 0.004)]
    [InlineData(CodesignObjective.Energy, false, 0.02)]
    [InlineData(CodesignObjective.Time, false, 0.01)]
    [InlineData(CodesignObjective.Area, false, 0.01)]
    public void The_choice_is_that_of_trying_everything(CodesignObjective objective, bool writesOnly, double maxLoss)
    {
        CodesignQuestion question = TestQuestions.Question(maxLoss, objective: objective, writesOnly: writesOnly);
        var study = new CodesignStudy(question);
        MeasuredLoss[] losses = TestQuestions.Losses(question.Space);
        CodesignSelection selection = study.Select(losses);
        Assert.True(selection.KeepsData);
        Assert.Equal(1, selection.Rounds);
        (ScratchpadCost Cost, double Loss)[][] all =
            [.. TensorRoles.All.Select(role => Everything(study, role, losses).ToArray())];
        (double, double, double) best = (
            from activation in all[0]
            from weight in all[1]
            from error in all[2]
            where activation.Loss + weight.Loss + error.Loss <= maxLoss
            select (activation.Cost + weight.Cost + error.Cost).By(objective)).Min();
        Assert.Equal(best, selection.Chosen.Cost.By(objective));
        Assert.True(selection.Chosen.AccuracyLoss <= maxLoss);
        Assert.True(selection.Chosen.Cost.By(objective).CompareTo(
            TensorRoles.All.Select(study.BaselineCost).Aggregate((a, b) => a + b).By(objective)) <= 0);
    }

    [Fact]
    [Trait("kind", "property")]
    public void The_choice_of_made_up_options_is_that_of_trying_everything() => Gen.Select(
        Gen.Select(Gen.Int[0, 6], Gen.Double[0.1, 2]).Array[0, 6].Array[3], Gen.Int[0, 12]).ForAll((lists, budget) =>
        {
            ImmutableArray<ImmutableArray<ScratchpadOption>> options =
            [
                .. lists.Select((list, place) => list.Append((0, 1.5)).Select(entry => new ScratchpadOption(
                    (TensorRole)place, null!, 8, 0.1, null, null!, 1, new(entry.Item2, 1, 1), entry.Item1)).ToImmutableArray()),
            ];
            double found = CodesignSearch.Best(options, budget, CodesignObjective.Energy).Cost.EnergyJ;
            double best = (from a in options[0]
                           from b in options[1]
                           from c in options[2]
                           where a.AccuracyLoss + b.AccuracyLoss + c.AccuracyLoss <= budget
                           select a.Cost.EnergyJ + b.Cost.EnergyJ + c.Cost.EnergyJ).Min();
            Assert.Equal(best, found, 1e-9);
        }, cases: 300);

    [Fact]
    public void No_point_of_the_front_is_beaten_and_none_is_missing()
    {
        CodesignQuestion question = TestQuestions.Question();
        CodesignSelection selection = TestQuestions.Select(question);
        CodesignPoint[] front = [.. selection.Front];
        Assert.True(front.Length > 3);
        (double Loss, double Cost)[] all =
        [
            .. from a in selection.Options[0]
               from b in selection.Options[1]
               from c in selection.Options[2]
               select (a.AccuracyLoss + b.AccuracyLoss + c.AccuracyLoss, (a.Cost + b.Cost + c.Cost).EnergyJ),
        ];
        Assert.All(front, point => Assert.DoesNotContain(all, other =>
            other.Loss <= point.AccuracyLoss && other.Cost <= point.Cost.EnergyJ
            && (other.Loss < point.AccuracyLoss || other.Cost < point.Cost.EnergyJ)));
        Assert.All(all, other => Assert.Contains(front, point => point.AccuracyLoss <= other.Loss && point.Cost.EnergyJ <= other.Cost));
        Assert.Contains(front, point => point.Cost == selection.Chosen.Cost);
    }

    [Theory]
    [InlineData(CodesignObjective.Energy)]
    [InlineData(CodesignObjective.Area)]
    [InlineData(CodesignObjective.Time)]
    public void A_looser_failure_rate_never_costs_more(CodesignObjective objective)
    {
        CodesignSpace space = TestQuestions.Space with { BarriersKt = [40], PulsesNs = [10], CheapBits = [], MaxAttempts = 1 };
        double[] costs =
        [
            .. new[] { 1e-13, 1e-10, 1e-7, 1e-3 }.Select(failure => TestQuestions
                .Select(TestQuestions.Question(0, failure, objective, space: space)).Chosen.Cost.By(objective).First),
        ];
        Assert.All(costs.Zip(costs.Skip(1)), pair => Assert.True(pair.Second <= pair.First, $"{pair}"));
        if (objective == CodesignObjective.Energy)
            Assert.True(costs[^1] < costs[0]);
    }

    [Fact]
    public void A_larger_loss_never_costs_more()
    {
        CodesignSelection selection = TestQuestions.Select(TestQuestions.Question(0));
        double[] costs =
        [
            .. new[] { 0, 1e-3, 3e-3, 1e-2, 1 }.Select(loss =>
                CodesignSearch.Best(selection.Options, loss, CodesignObjective.Energy).Cost.EnergyJ),
        ];
        Assert.All(costs.Zip(costs.Skip(1)), pair => Assert.True(pair.Second <= pair.First, $"{pair}"));
        Assert.True(costs[^1] < costs[0]);
        Assert.Equal(selection.Chosen.Cost.EnergyJ, costs[0]);
        Assert.Equal(selection.WithoutCheapBits.Cost.EnergyJ, costs[0]);
    }

    [Fact]
    public void What_diverged_or_was_not_measured_is_not_chosen()
    {
        CodesignQuestion question = TestQuestions.Question(1);
        var study = new CodesignStudy(question);
        MeasuredLoss[] diverged =
            [.. TestQuestions.Losses(question.Space).Select(loss => loss with { AccuracyLoss = double.PositiveInfinity })];
        Assert.All(study.Select(diverged).Chosen.Chosen, option => Assert.Equal(0, option.CheapBits));
        Assert.All(study.Select([]).Chosen.Chosen, option => Assert.Equal(0, option.CheapBits));
    }

    [Fact]
    public void What_nothing_can_keep_is_refused() => Assert.Contains(
        "nothing keeps the activations right", Assert.Throws<InputException>(() => TestQuestions.Select(
            TestQuestions.Question(0, 1e-25, space: TestQuestions.Space with { Codes = [CodeChoice.None(512)] }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_barrier_that_is_too_low_is_refused() => Assert.Contains(
        "too low", Assert.Throws<InputException>(() => new CodesignStudy(
            TestQuestions.Question(space: TestQuestions.Space with { BarriersKt = [5] }))).Message, StringComparison.Ordinal);

    /// <summary>The smallest array of the model is 4 KiB, and cheap bits have a share of it.</summary>
    [Fact]
    public void An_array_that_cannot_be_designed_is_said_as_it_is()
    {
        CodesignQuestion question = TestQuestions.Question(space: TestQuestions.Space with { BarriersKt = [40], MaxAttempts = 1 });
        StudyPoint point = TestStudies.Point(1, "stt-mram-p55", 5 << 10);
        Assert.Throws<InputException>(() => TestQuestions.Select(question with { Point = point }));
    }

    /// <summary>Each array is one third of the capacity then, and counts whole.</summary>
    [Fact]
    public void Arrays_of_each_scratchpad_count_as_the_machine_has_them()
    {
        MachineVariant machine = MachineVariant.Load("paper").With(MemoryMetricsScope.PerScratchpad);
        var study = new CodesignStudy(TestQuestions.Question(machine: machine, writesOnly: false));
        double energy = TensorRoles.All.Select(study.BaselineCost).Aggregate((a, b) => a + b).EnergyJ;
        Assert.Equal(1, energy / study.Steps.Baseline.ScratchpadEnergyJ, 1e-6);
        Assert.Equal(TestQuestions.Capacity / 3, study.Baseline.Memory.Metrics.CapacityBytes);
    }

    /// <summary>All designs with all splits, without anything left out.</summary>
    private static IEnumerable<(ScratchpadCost Cost, double Loss)> Everything(
        CodesignStudy study, TensorRole role, MeasuredLoss[] losses)
    {
        CodesignSpace space = study.Question.Space.With(study.Baseline.Design);
        double lifetime = study.Steps.Baseline.LifetimesS[(int)role];
        foreach (CellDesign design in space.Designs())
        {
            StoredCell? stored = study.Cells.Store(design, study.Baseline.Budget, lifetime);
            if (stored is not null)
                yield return (Cost(study, role, stored, 0, null), 0);
            foreach (MeasuredLoss loss in losses.Where(loss => loss.Role == role))
            {
                int safeBits = 16 * (32 - loss.CheapBits);
                bool isPlain = design.Code.Name == "none" && design.Attempts == 1;
                bool fits = loss.CheapBits == 32 ? isPlain : design.Code.Name == "none" || safeBits % design.Code.DataBits == 0;
                JunctionWritePoint? cheap = study.Cells.Cheap(design.BarrierKt, design.PulseNs, loss.Rate, lifetime);
                StoredCell? cell = loss.CheapBits == 32 ? study.Cells.Written(design, 512, lifetime, loss.Rate) : stored;
                if (fits && cheap is not null && cell is not null)
                    yield return (Cost(study, role, cell, loss.CheapBits, cheap), loss.AccuracyLoss);
            }
        }
    }

    private static ScratchpadCost Cost(CodesignStudy study, TensorRole role, StoredCell cell, int cheapBits, JunctionWritePoint? cheap)
    {
        WriteVerifySpec? verify = cell.Design.Attempts == 1 ? null : new(cell.Design.Attempts, cell.Failures[0], 0.5, 1);
        return study.Costs.Of(
            role, new ScratchpadMemory(study.Arrays.Metrics(cell, cheapBits, cheap), verify), cell.Attempts(512).MeanAttempts);
    }
}
