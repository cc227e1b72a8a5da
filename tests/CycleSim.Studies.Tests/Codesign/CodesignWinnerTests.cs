using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Device.Codes;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Device.Variation;
using CycleSim.Device.WordErrors;
using CycleSim.Device.Writing;
using CycleSim.Studies.Codesign;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests.Codesign;

/// <summary>What is said of a choice, computed again from the models below.</summary>
public sealed class CodesignWinnerTests
{
    private static readonly MagneticTunnelJunction Junction = JunctionLoader.Load("P55");

    [Theory]
    [InlineData("none")]
    [InlineData("typical")]
    public void The_bits_that_must_be_right_are(string variation)
    {
        CodesignSpace space = new([40, 45], [10], [CodeChoice.None(512), new("bch3", 512)], 2, [], []);
        var study = new CodesignStudy(TestQuestions.Question(0, variation: variation, space: space));
        CodesignSelection selection = study.Select([]);
        CellSpread spread = VariationFile.Load(variation).Spread(PopulationDrive.Current);
        Assert.All(selection.Kept, (cell, i) =>
        {
            MagneticTunnelJunction scaled = JunctionScaling.To(Junction, cell.Design.BarrierKt, ScalingPath.Area);
            double written = new CellPopulation(scaled, spread).MeanRate(cell.Point.CurrentUa, cell.Design.PulseNs, cell.Design.Attempts);
            double lost = new PopulationRetention(scaled.At(350), spread).MeanLoss(selection.Step.LifetimesS[i]);
            Assert.Equal(1, cell.ResidualRate / written, 1e-6);
            Assert.Equal(lost, cell.RetentionLoss);
            ErrorCorrectingCode code = CodeTable.Create(cell.Design.Code.Name, cell.Design.Code.DataBits);
            double line = WordFailureModel.Uncorrectable(code, written / 2 + lost);
            Assert.Equal(1, cell.LineFailure / line, 1e-6);
            Assert.InRange(line, study.Baseline.Budget.LineFailure * 0.5, study.Baseline.Budget.LineFailure * 1.001);
        });
    }

    /// <summary>The baseline has the failure of its write error rate, half of which random data see.</summary>
    [Fact]
    public void The_default_failure_rate_is_that_of_the_baseline()
    {
        var study = new CodesignStudy(TestQuestions.Question());
        Assert.Equal(1, study.Baseline.Budget.LineFailure / (512 * 8.62e-10 / 2), 1e-6);
        Assert.Equal(55, study.Baseline.Design.BarrierKt, 1e-3);
    }

    /// <summary>`cyclesim array` gives the same of a file that says current, pulse, energies and code.</summary>
    [Fact]
    public void An_array_costs_what_a_file_of_it_says()
    {
        CodesignQuestion question = TestQuestions.Question(0, space: TestQuestions.Space with { Codes = [new("bch3", 512)] });
        ScratchpadOption option = TestQuestions.Select(question).Chosen.Chosen[0];
        JunctionWritePoint point = option.Cell.Point;
        string file = ModelStore.ReadText(ModelKind.Memories, "stt-mram-p55").Text
            .Replace(
                "\"write_point\": { \"name\": \"base\", \"device\": \"P55\", \"write_error_rate\": 8.62e-10, \"pulse_ns\": 10 }",
                FormattableString.Invariant($"\"write_point\": {{ \"name\": \"base\", \"current_ua\": {point.CurrentUa:R}, ")
                + FormattableString.Invariant($"\"pulse_ns\": {point.PulseNs:R}, \"set_energy_pj\": {point.EnergyPjAntiparallel:R}, ")
                + FormattableString.Invariant($"\"reset_energy_pj\": {point.EnergyPjParallel:R} }}"), StringComparison.Ordinal)
            .Replace("\"access_bits\": 512,", "\"access_bits\": 512, \"code\": { \"name\": \"bch3\", \"data_bits\": 512 },",
                StringComparison.Ordinal);
        MemoryMetrics expected = MemoryTechnologyLoader.Read(ConfigDocument.Parse(file, "memory.json")).At(TestQuestions.Capacity);
        Assert.Equal(1, option.Memory.Metrics.WriteEnergyPj / expected.WriteEnergyPj, 1e-9);
        Assert.Equal(1, option.Memory.Metrics.WriteLatencyNs / expected.WriteLatencyNs, 1e-9);
        Assert.Equal(1, option.Memory.Metrics.ReadEnergyPj / expected.ReadEnergyPj, 1e-9);
        Assert.Equal(1, option.Memory.Metrics.AreaMm2 / expected.AreaMm2, 1e-9);
        Assert.Equal(1, option.Memory.Metrics.LeakageMw / expected.LeakageMw, 1e-9);
    }

    /// <summary>Costs of a step with one scratchpad changed add up to what the machine then takes.</summary>
    [Fact]
    public void The_cost_of_one_scratchpad_is_that_of_the_simulated_step()
    {
        var study = new CodesignStudy(TestQuestions.Question(0, writesOnly: false));
        ScratchpadOption option = study.Select([]).Candidates[0].First(
            candidate => candidate.Cell.Design is { PulseNs: 20, Attempts: 1, Code.Name: "bch3" });
        StepProfile step = study.Steps.With([option.Memory, study.Baseline.Memory, study.Baseline.Memory]);
        ScratchpadCost sum = option.Cost + study.BaselineCost(TensorRole.Weight) + study.BaselineCost(TensorRole.Error);
        Assert.Equal(1, sum.EnergyJ / step.ScratchpadEnergyJ, 1e-3);
        Assert.Equal(1, sum.TimeS / step.TimeS, 1e-9);
        Assert.Equal(1, sum.AreaMm2 / step.AreaMm2, 1e-9);
        Assert.NotEqual(step.TimeS, study.Steps.Baseline.TimeS);
    }

    [Fact]
    public void Verified_writes_cost_what_the_machine_takes_for_them()
    {
        CodesignSpace space = TestQuestions.Space with { Codes = [CodeChoice.None(512)], BarriersKt = [45], PulsesNs = [10] };
        var study = new CodesignStudy(TestQuestions.Question(0, 1e-2, writesOnly: false, space: space));
        ScratchpadOption option = study.Select([]).Candidates[0].First(candidate => candidate.Cell.Design.Attempts == 2);
        StepProfile step = study.Steps.With([option.Memory, study.Baseline.Memory, study.Baseline.Memory]);
        ScratchpadCost sum = option.Cost + study.BaselineCost(TensorRole.Weight) + study.BaselineCost(TensorRole.Error);
        Assert.True(option.MeanAttempts > 1.01);
        Assert.Equal(1, sum.EnergyJ / step.ScratchpadEnergyJ, 0.02);
        Assert.Equal(1, sum.TimeS / step.TimeS, 0.02);
    }

    /// <summary>The claim's currents by solutions of single cells, apart from tables and populations.</summary>
    [Fact]
    public void The_claim_is_computed_from_the_writes_of_one_cell()
    {
        var study = new CodesignStudy(TestQuestions.Question());
        FailureBudget budget = study.Baseline.Budget;
        ClaimRow row = new QuarterClaim(Junction, study.Arrays, budget, 8.62e-10, 350).Row("none", 1e-6);
        ErrorCorrectingCode code = CodeTable.Create("bch3", 512);
        MagneticTunnelJunction scaled = JunctionScaling.To(Junction, 40, ScalingPath.Area);
        double kept = RetentionTime.Loss(scaled.At(350).ThermalStability, 1e-6, scaled.CharacteristicTimeS);
        double raw = new FailureTarget(TargetKind.Word, budget.LineFailure).AllowedRawBitErrorRate(code);
        JunctionWritePoint claimed = new WriteSolver(scaled).AtWerAndPulse(2 * (raw - kept), 10);
        JunctionWritePoint baseline = new WriteSolver(Junction).AtWerAndPulse(8.62e-10, 10);
        double ratio = (claimed.EnergyPjParallel + claimed.EnergyPjAntiparallel)
            / (baseline.EnergyPjParallel + baseline.EnergyPjAntiparallel) * code.CodewordBits / 512;
        Assert.Equal(1, row.CellEnergyRatio!.Value / ratio, 1e-3);
        Assert.Equal(1, row.CurrentUa!.Value / claimed.CurrentUa, 1e-3);
        Assert.True(row.ArrayEnergyRatio > row.CellEnergyRatio);
        Assert.Equal(row.CellEnergyRatio <= 0.275, row.IsConfirmedInCells);
    }

    [Fact]
    public void A_claim_without_a_write_is_refuted()
    {
        var study = new CodesignStudy(TestQuestions.Question());
        ClaimRow row = new QuarterClaim(Junction, study.Arrays, study.Baseline.Budget, 8.62e-10, 350).Row("none", 1e9);
        Assert.Null(row.CellEnergyRatio);
        Assert.StartsWith("refuted", row.Verdict, StringComparison.Ordinal);
    }
}
