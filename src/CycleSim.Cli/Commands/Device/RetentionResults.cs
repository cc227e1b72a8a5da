using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;

namespace CycleSim.Cli.Commands.Device;

/// <summary>What `cyclesim device retention` adds to the probability of an error.</summary>
internal static class RetentionResults
{
    /// <summary>Rates and losses of a barrier.</summary>
    /// <param name="results">Where they go.</param>
    /// <param name="junction">The junction before it is scaled: its tau_D is scaled by each path.</param>
    /// <param name="stability">The barrier in kB T.</param>
    /// <param name="timeS">The time in s.</param>
    internal static void AddLosses(ResultList results, MagneticTunnelJunction junction, double stability, double timeS)
    {
        double eigenvalue = BarrierEscape.LowestEigenvalue(stability);
        double leading = BarrierEscape.LeadingEigenvalue(stability);
        results.Add("delta", stability);
        results.Add("lambda1_times_tau_d", eigenvalue);
        results.Add("escape_rate_times_tau_d", eigenvalue / 2);
        results.Add("lambda1_asymptotic_leading", leading);
        results.Add("exact_over_leading_minus_1", eigenvalue / leading - 1);
        results.Add("exact_over_leading_times_1_minus_1_over_delta_minus_1",
            stability > 1 ? eigenvalue / (leading * (1 - 1 / stability)) - 1 : null);
        results.Add("attempt_time_over_tau_d", Math.Exp(-stability) / (eigenvalue / 2));
        results.Add("p_neel_brown_one_way_1ns", RetentionTime.NeelBrownOneWay(stability, timeS));
        results.Add("p_neel_brown_two_way_1ns", RetentionTime.NeelBrownTwoWay(stability, timeS));
        double Loss(ScalingPath path) =>
            RetentionTime.Loss(stability, timeS, JunctionScaling.CharacteristicTimeS(junction, stability, path));
        results.Add("p_eigenvalue_path_anisotropy", Loss(ScalingPath.Anisotropy));
        results.Add("p_eigenvalue_path_area", Loss(ScalingPath.Area));
    }

    /// <summary>
    /// The barrier that a lifetime needs. The keys at 300 K say where they hold for a barrier in J that no temperature changes.
    /// </summary>
    internal static void AddRequired(
        ResultList results, MagneticTunnelJunction junction, double lifetimeS, double lossPerBit, ScalingPath path)
    {
        RequiredBarrier barrier = RequiredBarrier.Of(junction, lifetimeS, lossPerBit, path);
        string suffix = junction.TemperatureModel == TemperatureModel.Constant ? "_constant_barrier" : "";
        results.Add("lifetime_s", lifetimeS);
        results.Add("p_loss_per_bit", lossPerBit);
        results.Add("scaling_path", path.ToString().ToLowerInvariant());
        results.Add("temperature_c", junction.TemperatureK - PhysicalConstants.ZeroCelsiusK);
        results.Add("delta_at_temperature_neel_brown_1ns", barrier.NeelBrown);
        results.Add($"delta_at_300k_neel_brown{suffix}", barrier.NeelBrownAt300K);
        results.Add("delta_at_temperature_eigenvalue", barrier.Exact);
        results.Add($"delta_at_300k_eigenvalue{suffix}", barrier.ExactAt300K);
    }
}
