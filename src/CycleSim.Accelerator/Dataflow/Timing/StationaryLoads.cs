using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>When arrays with a stationary operand load the next tile of it.</summary>
internal static class StationaryLoads
{
    /// <summary>All variants.</summary>
    internal static ChoiceTable<ITileLoad> All { get; } = new(
        "variant", new SerialLoad(), new ReloadLoad(), new FollowLoad(), new GlobalShadowLoad(), new ShadowLoad());
}
