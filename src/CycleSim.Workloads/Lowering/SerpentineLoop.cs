namespace CycleSim.Workloads.Lowering;

/// <summary>A loop that turns round: every second run goes from its last step to its first.</summary>
public static class SerpentineLoop
{
    /// <summary>Where a step of a run is; the same tells the step of where it is.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="count">Steps of a run.</param>
    /// <param name="run">Which run, from 0.</param>
    public static long At(long step, long count, long run) => long.IsOddInteger(run) ? count - 1 - step : step;
}
