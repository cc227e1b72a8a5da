using CsCheck;
using CycleSim.Device.Codes;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Reference;
using Xunit.Abstractions;

namespace CycleSim.Device.Tests;

/// <summary>Loss of bits over time, and barriers chosen by it.</summary>
public sealed class RetentionTests(ITestOutputHelper output)
{
    private static readonly MagneticTunnelJunction P55 = TestJunctions.P55;

    [Fact]
    public void Lowest_eigenvalues_are_those_of_the_reference()
    {
        ReferenceValue exact = new(1e-11);
        ReferenceValue differences = new(2e-5);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/retention_eigenvalue.csv"))
        {
            double stability = row.Number("delta");
            double eigenvalue = BarrierEscape.LowestEigenvalue(stability);
            double leading = BarrierEscape.LeadingEigenvalue(stability);
            exact.Check(row, "lambda1_times_tau_d", eigenvalue);
            differences.Check(row, "exact_over_leading_minus_1", eigenvalue / leading - 1);
            exact.Check(row, "escape_rate_times_tau_d", eigenvalue / 2);
        }

        output.WriteLine($"{exact.Largest:G3}");
    }

    [Fact]
    public void Losses_are_those_of_the_reference()
    {
        ReferenceValue compare = new(1e-8);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/retention_failure.csv"))
        {
            double stability = row.Number("delta");
            double timeS = row.Number("time_s");
            compare.Check(row, "p_neel_brown_one_way_1ns", RetentionTime.NeelBrownOneWay(stability, timeS));
            compare.Check(row, "p_neel_brown_two_way_1ns", RetentionTime.NeelBrownTwoWay(stability, timeS));
            double anisotropyS = P55.CharacteristicTimeS * P55.ThermalStability / stability;
            compare.Check(row, "p_eigenvalue_path_anisotropy", RetentionTime.Loss(stability, timeS, anisotropyS));
            compare.Check(row, "p_eigenvalue_path_area", RetentionTime.Loss(stability, timeS, P55.CharacteristicTimeS));
        }

        output.WriteLine($"{compare.Largest:G3}");
    }

    [Fact]
    public void Barriers_of_lifetimes_are_those_of_the_reference()
    {
        ReferenceValue compare = new(1e-8);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/retention_required_delta.csv")
            .Where((_, index) => CodeTests.Slow || index % 4 == 0))
        {
            RequiredBarrier barrier = RequiredBarrier.Of(
                P55.At(273.15 + row.Number("temperature_c")), row.Number("lifetime_s"), row.Number("p_loss_per_bit"),
                Enum.Parse<ScalingPath>(row.Text("scaling_path"), ignoreCase: true));
            compare.Check(row, "delta_at_temperature_neel_brown_1ns", barrier.NeelBrown);
            compare.Check(row, "delta_at_300k_neel_brown_constant_barrier", barrier.NeelBrownAt300K);
            compare.Check(row, "delta_at_temperature_eigenvalue", barrier.Exact);
            compare.Check(row, "delta_at_300k_eigenvalue_constant_barrier", barrier.ExactAt300K);
        }

        output.WriteLine($"{compare.Largest:G3}");
    }

    [Fact]
    public void Relaxed_writes_are_those_of_the_reference()
    {
        ReferenceValue closed = new(1e-7);
        ReferenceValue currents = new(2e-4);
        ReferenceValue energies = new(4e-4);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/retention_relaxed_write.csv")
            .Where((_, index) => CodeTests.Slow || index % 5 == 0))
        {
            ScalingPath path = Enum.Parse<ScalingPath>(row.Text("scaling_path"), ignoreCase: true);
            double stability = row.Number("delta_300k");
            MagneticTunnelJunction junction = JunctionScaling.To(P55, stability, path);
            closed.Check(row, "edge_nm", junction.LengthM * 1e9);
            closed.Check(row, "ki_erg_per_cm2", junction.InterfacialAnisotropyJPerM2 * 1e3);
            closed.Check(row, "ic0_ua", junction.CriticalCurrentA * 1e6);
            closed.Check(row, "tau_d_ns", junction.CharacteristicTimeS * 1e9);
            closed.Check(row, "r_p_ohm", junction.Resistance.ParallelOhm);
            closed.Check(row, "retention_s_at_1e-6_per_bit", RetentionTime.Until(stability, 1e-6, junction.CharacteristicTimeS));
            closed.Check(row, "retention_s_at_1e-9_per_bit", RetentionTime.Until(stability, 1e-9, junction.CharacteristicTimeS));
            JunctionWritePoint point = new WriteSolver(junction).AtWerAndPulse(row.Number("wer"), row.Number("pulse_ns"));
            currents.Check(row, "current_ua", point.CurrentUa);
            currents.Check(row, "voltage_p_v", point.VoltageV);
            energies.Check(row, "energy_p_pj", point.EnergyPjParallel);
            RelaxedWrite relaxed = RelaxedWrite.Of(point, new WriteSolver(JunctionScaling.To(P55, 55, path)));
            currents.Check(row, "current_relative_to_delta_55", relaxed.CurrentRelative);
            energies.Check(row, "energy_relative_to_delta_55", relaxed.EnergyRelative);
        }

        output.WriteLine($"{closed.Largest:G3} {currents.Largest:G3} {energies.Largest:G3}");
    }

    [Fact]
    public void Scrubbed_memories_fail_as_in_the_reference()
    {
        ReferenceValue compare = new(1e-8);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/retention_scrub.csv"))
        {
            ScrubbedFailure failure = Memory(row).Every(row.Number("scrub_interval_s"));
            compare.Check(row, "p_bit_per_interval", failure.BitPerInterval);
            compare.Check(row, "p_word_uncorrectable_per_interval", failure.WordPerInterval);
            compare.Check(row, "p_word_uncorrectable_over_lifetime", failure.Word);
            compare.Check(row, "p_memory_uncorrectable_over_lifetime", failure.Memory);
            compare.Check(row, "word_failure_rate_per_s", failure.WordRatePerS);
            compare.Check(row, "p_word_uncorrectable_over_lifetime_without_scrub", failure.WordWithoutScrub);
            compare.Check(row, "bits_read_per_data_bit_over_lifetime", failure.BitsReadPerDataBit);
        }

        output.WriteLine($"{compare.Largest:G3}");
    }

    [Fact]
    public void Scrub_intervals_are_those_of_the_reference()
    {
        ReferenceValue compare = new(1e-8);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/retention_scrub_interval.csv"))
            compare.Check(row, "scrub_interval_s", Memory(row).IntervalFor(row.Number("target_p_memory_over_lifetime")));
        output.WriteLine($"{compare.Largest:G3}");
        Assert.Null(new Scrubbing(CodeTable.Create("none", 64), 30, P55.CharacteristicTimeS, 1e8, 1e6).IntervalFor(1e-3));
    }

    /// <summary>The eigenvalue and the solver of the Fokker-Planck equation in time are two ways to one loss.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(15)]
    [InlineData(40)]
    public void Losses_agree_with_the_solver_in_time(double stability)
    {
        double tau = 3 / BarrierEscape.LowestEigenvalue(stability);
        Assert.Equal(1, RetentionSolver.ErrorProbability(stability, new ReducedDrive(0), tau)
            / RetentionTime.Loss(stability, tau, 1), 1e-3);
    }

    [Fact]
    public void High_barriers_follow_their_asymptote_and_low_ones_diffusion()
    {
        foreach (double stability in new[] { 150.0, 300, 500 })
        {
            double expansion = 1 - 1 / stability - 0.75 / (stability * stability);
            Assert.Equal(expansion, BarrierEscape.LowestEigenvalue(stability) / BarrierEscape.LeadingEigenvalue(stability), 1e-4);
        }

        Assert.Equal(100, BarrierEscape.LowestEigenvalue(0.01), 0.5);
        Assert.Equal(
            1, BarrierEscape.SteadyRate(60, 0) / (BarrierEscape.LowestEigenvalue(60) / 2), 1e-6);
        Assert.Equal(1, BarrierEscape.SteadyRate(300, 0.3) / BarrierEscape.KramersRate(300, 0.3), 0.02);
    }

    [Fact]
    [Trait("kind", "property")]
    public void The_barrier_of_a_lifetime_has_that_lifetime() =>
        Gen.Select(Gen.Double[-8, 10], Gen.Double[-15, -0.4], Gen.Enum<ScalingPath>()).ForAll((time, loss, path) =>
        {
            (double timeS, double probability) = (Math.Pow(10, time), Math.Pow(10, loss));
            if (!RequiredBarrier.IsNeeded(P55, timeS, probability, path))
            {
                Assert.Throws<InputException>(() => RequiredBarrier.Of(P55, timeS, probability, path));
                return;
            }

            double stability = RequiredBarrier.Of(P55, timeS, probability, path).Exact;
            double tau = P55.CharacteristicTimeS * (path == ScalingPath.Area ? 1 : P55.ThermalStability / stability);
            Assert.Equal(1, RetentionTime.Until(stability, probability, tau) / timeS, 1e-8);
        }, cases: 20);

    /// <summary>
    /// The cell that is made with the barrier at 300 K has the needed one at the temperature, and loses exactly what is allowed.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void A_cell_with_the_required_barrier_at_300_K_loses_what_is_allowed() => Gen.Select(
        Gen.Double[250, 450], Gen.Double[-5, 9], Gen.Double[-12, -1], Gen.Enum<ScalingPath>(), Gen.Enum<TemperatureModel>()).ForAll(
        (temperatureK, time, loss, path, model) =>
        {
            (double timeS, double probability) = (Math.Pow(10, time), Math.Pow(10, loss));
            MagneticTunnelJunction junction = P55.At(temperatureK, model);
            RequiredBarrier barrier = RequiredBarrier.Of(junction, timeS, probability, path);
            MagneticTunnelJunction scaled = JunctionScaling.To(junction, barrier.ExactAt300K!.Value, path);
            Assert.Equal(1, scaled.ThermalStability / barrier.Exact, 1e-9);
            double tau = path == ScalingPath.Area ? junction.CharacteristicTimeS : scaled.CharacteristicTimeS;
            Assert.Equal(1, RetentionTime.Loss(scaled.ThermalStability, timeS, tau) / probability, 1e-6);
            Assert.Equal(
                1, JunctionScaling.To(junction, barrier.NeelBrownAt300K!.Value, path).ThermalStability / barrier.NeelBrown, 1e-9);
        }, cases: 20);

    /// <summary>A film that is this thick lies in its plane, so that larger cells have no higher barrier.</summary>
    [Fact]
    public void Without_a_size_that_has_the_barrier_there_is_none_at_300_K()
    {
        MagneticTunnelJunction thick = (P55 with { ThicknessM = 1.15e-9 }).At(350, TemperatureModel.Bloch);
        RequiredBarrier barrier = RequiredBarrier.Of(thick, 1e15, 1e-100, ScalingPath.Area);
        Assert.InRange(barrier.Exact, 250, 300);
        Assert.Null(barrier.ExactAt300K);
        Assert.Null(barrier.NeelBrownAt300K);
        Assert.NotNull(RequiredBarrier.Of(thick, 1e15, 1e-100, ScalingPath.Anisotropy).ExactAt300K);
    }

    [Fact]
    public void Scaling_to_the_own_barrier_changes_nothing()
    {
        foreach (MagneticTunnelJunction junction in new[] { P55, TestJunctions.T1 })
        {
            foreach (ScalingPath path in Enum.GetValues<ScalingPath>())
            {
                MagneticTunnelJunction scaled = JunctionScaling.To(junction.At(350), junction.ThermalStability, path);
                Assert.Equal(junction.CriticalCurrentA, scaled.CriticalCurrentA, 1e-12 * junction.CriticalCurrentA);
                Assert.Equal(350, scaled.TemperatureK);
                Assert.Equal(12, JunctionScaling.To(junction, 12, path).ThermalStability, 1e-9);
                Assert.Equal(90, JunctionScaling.To(junction, 90, path).ThermalStability, 1e-9);
            }
        }
    }

    [Fact]
    public void Junctions_scaled_to_an_end_of_the_range_are_within_it()
    {
        foreach (ScalingPath path in Enum.GetValues<ScalingPath>())
        {
            JunctionScaling.To(P55, MagneticTunnelJunction.MinThermalStability, path).CheckBarrier();
            JunctionScaling.To(P55, MagneticTunnelJunction.MaxThermalStability, path).CheckBarrier();
            Assert.False(JunctionScaling.To(P55, 4.999, path).HasBarrier);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    [InlineData(double.NaN)]
    public void Barriers_out_of_range_are_refused(double stability)
    {
        Assert.Contains("0.01 to 500", Assert.Throws<InputException>(() => BarrierEscape.LowestEigenvalue(stability)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InputException>(() => JunctionScaling.To(P55, stability, ScalingPath.Area));
    }

    [Theory]
    [InlineData(0, 1e-3)]
    [InlineData(double.NaN, 1e-3)]
    [InlineData(1, 0.5)]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(1e-12, 0.4)]
    public void Impossible_lifetimes_are_refused(double lifetimeS, double loss) =>
        Assert.Throws<InputException>(() => RequiredBarrier.Of(P55, lifetimeS, loss, ScalingPath.Area));

    private static Scrubbing Memory(ReferenceRow row) => new(
        CodeTests.Of(row), row.Number("delta"), P55.CharacteristicTimeS, row.Number("lifetime_s"), row.Number("memory_data_bits"));
}
