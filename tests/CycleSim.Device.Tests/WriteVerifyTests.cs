using CycleSim.Device.Variation;
using CycleSim.Device.WriteVerify;
using CycleSim.Platform;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

/// <summary>Writing with verification and with termination: the public tables, and words that are simulated.</summary>
public sealed class WriteVerifyTests
{
    private static readonly bool IsSlow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    [Fact]
    public void Independent_attempts_are_those_of_the_reference()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/write_verify_independent.csv"))
        {
            AttemptStatistics statistics = AttemptStatistics.OfEqualCells(
                row.Number("wer_per_attempt"), row.Int("max_attempts"), row.Int("word_bits"), row.Number("toggle_probability"));
            AssertStatistics(row, statistics, 1e-10);
            AssertClose(row, "p_word_uses_last_attempt", statistics.UsesLastAttempt, 1e-10);
            AssertClose(row, "pulses_per_word_all_bits", statistics.PulsesOfAllBits, 1e-10);
        }
    }

    [Theory]
    [InlineData("write_verify_correlated_butler", 1e-6)]
    [InlineData("write_verify_correlated", 2e-3)]
    public void Attempts_on_cells_that_differ_are_those_of_the_reference(string table, double tolerance)
    {
        foreach (ReferenceRow row in ReferenceFile.Table($"reliability/{table}.csv").Where((_, k) => IsSlow || k % 5 == 0))
        {
            CellPopulation population = PopulationRows.Named(
                row.Text("set"), row.Text("model") == "butler" ? CellRateModel.Butler : CellRateModel.FokkerPlanck);
            VerifiedWritePoint point = VerifiedWritePoint.At(
                population, row.Number("current_ua"), row.Number("pulse_ns"), row.Int("max_attempts"));
            AttemptStatistics statistics = new(point.Failures, row.Int("word_bits"), row.Number("toggle_probability"));
            AssertStatistics(row, statistics, tolerance);
            AssertClose(row, "residual_over_independent", statistics.ResidualOverIndependent!.Value, tolerance);
        }
    }

    [Fact]
    public void Currents_of_a_residual_rate_are_those_of_the_reference()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/write_verify_optimum.csv").Where((_, k) => IsSlow || k % 6 == 2))
        {
            string set = row.Text("set");
            CellPopulation population = PopulationRows.Named(set == "independent" ? "none" : set);
            VerifiedWritePoint point = VerifiedWritePoint.Reaching(
                population, row.Number("target_residual_wer"), row.Number("pulse_ns"), row.Int("max_attempts"));
            AttemptStatistics statistics = new(point.Failures, row.Int("word_bits"), 0.5);
            double pulsePj = population.EnergyPj(point.CurrentUa, point.PulseNs);
            AssertClose(row, "current_ua", point.CurrentUa, 2e-5);
            AssertClose(row, "wer_first_attempt_mean", point.Failures[0], 1e-3);
            AssertClose(row, "energy_p_pj_per_pulse", pulsePj, 4e-5);
            AssertClose(
                row, "write_energy_pj_per_stored_bit_at_toggle_0.5", 0.5 * statistics.PulsesPerTogglingBit * pulsePj, 4e-5);
            AssertClose(row, "attempts_per_word_mean", statistics.MeanAttempts, 1e-4);
            AssertClose(
                row, "latency_ns_mean_with_5ns_verify", statistics.MeanLatencyNs(point.PulseNs, point.Failures.Count == 1 ? 0 : 5), 1e-4);
        }
    }

    [Fact]
    public void Terminated_writes_are_those_of_the_reference()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/write_termination.csv").Where((_, k) => IsSlow || k % 5 == 0))
        {
            TerminatedWrite write = new TerminationSolver(TestJunctions.P55, row.Number("current_ua"), row.Number("longest_pulse_ns"))
                .Solve(row.Number("detection_delay_ns"), row.Int("word_bits"), row.Number("toggle_probability"));
            AssertClose(row, "wer_at_longest_pulse", write.RateAtMaxPulse, 1e-3);
            AssertClose(row, "pulse_ns_mean_per_toggling_bit", write.MeanPulseNs, 1e-4);
            AssertClose(row, "pulse_ns_sd_per_toggling_bit", write.DeviationOfPulseNs, 5e-4);
            AssertClose(row, "pulse_ns_mean_first_passage_of_z0", write.MeanPulseToFirstCrossingNs, 1e-3);
            AssertClose(row, "word_ns_mean_until_last_toggling_bit", write.MeanWordNs, 1e-4);
            AssertClose(row, "energy_p_pj_per_toggling_bit_fixed_pulse", write.FixedPulsePj, 1e-6);
            AssertClose(row, "energy_p_pj_per_toggling_bit_terminated", write.TerminatedPj, 1e-4);
            AssertClose(row, "energy_p_pj_per_stored_bit_terminated", write.StoredBitPj, 1e-4);
            AssertClose(row, "energy_p_pj_per_stored_bit_word_terminated_together_all_toggling", write.StoredBitOfWordPj, 1e-4);

            // Who is still at z > 0 without ever having left is among those who are at z > 0.
            Assert.True(write.MeanPulseToFirstCrossingNs <= write.MeanPulseNs * (1 + 1e-5));
        }
    }

    [Theory]
    [InlineData(1, 8, 0.5)]
    [InlineData(2, 64, 0.5)]
    [InlineData(3, 64, 1)]
    [InlineData(5, 16, 0.2)]
    public void Closed_forms_agree_with_simulated_words(int attempts, int bits, double toggle)
    {
        // One cell in ten is slow, and stays slow.
        const int words = 20_000;
        double[] rates = [0.02, 0.4];
        double[] shares = [0.9, 0.1];
        double[] failures = [.. Enumerable.Range(1, attempts).Select(k => rates.Zip(shares, (w, s) => s * Math.Pow(w, k)).Sum())];
        AttemptStatistics statistics = new(failures, bits, toggle);
        double attemptSum = 0, attemptSquares = 0, unfinished = 0, failing = 0, toggling = 0;
        for (int word = 0; word < words; word++)
        {
            SimulatedWord simulated = SimulatedWord.Write((uint)word, bits, toggle, rates, shares[1], attempts);
            attemptSum += simulated.Attempts;
            attemptSquares += simulated.Attempts * simulated.Attempts;
            unfinished += simulated.IsUnfinished ? 1 : 0;
            failing += simulated.PulsesOfFailingBits;
            toggling += simulated.PulsesOfTogglingBits;
        }

        double deviation = Math.Sqrt(Math.Max(0, attemptSquares / words - attemptSum / words * (attemptSum / words)));
        double error = 4 / Math.Sqrt(words);
        Assert.Equal(statistics.MeanAttempts, attemptSum / words, error * deviation + 1e-9);
        Assert.Equal(statistics.DeviationOfAttempts, deviation, 2 * error * Math.Max(deviation, 0.1));
        Assert.Equal(
            statistics.Unfinished, unfinished / words, error * Math.Sqrt(statistics.Unfinished * (1 - statistics.Unfinished)) + 1e-9);
        Assert.Equal(1, failing / words / statistics.PulsesOfFailingBits, error);
        Assert.Equal(1, toggling / words / statistics.PulsesOfTogglingBits, 2 * error);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<InputException>(() => AttemptStatistics.OfEqualCells(1.1, 2, 8, 0.5));
        Assert.Throws<InputException>(() => AttemptStatistics.OfEqualCells(double.NaN, 2, 8, 0.5));
        Assert.Throws<InputException>(() => AttemptStatistics.OfEqualCells(0.1, 0, 8, 0.5));
        Assert.Throws<InputException>(() => AttemptStatistics.OfEqualCells(0.1, 100, 8, 0.5));
        Assert.Throws<InputException>(() => AttemptStatistics.OfEqualCells(0.1, 2, 0, 0.5));
        Assert.Throws<InputException>(() => AttemptStatistics.OfEqualCells(0.1, 2, 8, -0.5));
        Assert.Throws<InputException>(() => new TerminationSolver(TestJunctions.P55, 1e9, 10));
        Assert.Throws<InputException>(() => new TerminationSolver(TestJunctions.P55, 0, 10));
        Assert.Throws<InputException>(() => new TerminationSolver(TestJunctions.P55, 150, 10).Solve(11, 8, 0.5));
    }

    [Fact]
    public void Extremes_have_their_limits()
    {
        AttemptStatistics never = AttemptStatistics.OfEqualCells(1, 3, 8, 1);
        Assert.Equal(3, never.MeanAttempts);
        Assert.Equal(0, never.DeviationOfAttempts);
        Assert.Equal(24, never.PulsesOfTogglingBits);
        AttemptStatistics idle = AttemptStatistics.OfEqualCells(0.5, 3, 8, 0);
        Assert.Equal(1, idle.MeanAttempts);
        Assert.Equal(0, idle.Unfinished);
        AttemptStatistics perfect = AttemptStatistics.OfEqualCells(0, 3, 8, 1);
        Assert.Equal(1, perfect.MeanAttempts);
        Assert.Equal(8, perfect.PulsesOfFailingBits);
    }

    private static void AssertStatistics(ReferenceRow row, AttemptStatistics statistics, double tolerance)
    {
        AssertClose(row, "residual_wer_per_toggling_bit", statistics.ResidualRate, tolerance);
        AssertClose(row, "pulses_per_toggling_bit", statistics.PulsesPerTogglingBit, tolerance);
        AssertClose(row, "attempts_per_word_mean", statistics.MeanAttempts, tolerance);
        AssertClose(row, "attempts_per_word_sd", statistics.DeviationOfAttempts, tolerance);
        AssertClose(row, "p_word_needs_second_attempt", statistics.NeedsSecondAttempt, tolerance);
        AssertClose(row, "p_word_unfinished", statistics.Unfinished, tolerance);
        AssertClose(row, "pulses_per_word_failing_bits_only", statistics.PulsesOfFailingBits, tolerance);
        AssertClose(row, "pulses_per_word_all_toggling_bits", statistics.PulsesOfTogglingBits, tolerance);
        AssertClose(row, "latency_ns_mean_at_10ns_pulse_5ns_verify", statistics.MeanLatencyNs(10, 5), tolerance);
    }

    private static void AssertClose(ReferenceRow row, string column, double value, double tolerance)
    {
        double expected = row.Number(column);
        Assert.True(
            Math.Abs(value - expected) <= tolerance * Math.Abs(expected), $"{column}: {value}, not {row.Text(column)}");
    }
}
