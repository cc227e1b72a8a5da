using System.Numerics;

namespace CycleSim.Workloads.Formats;

/// <summary>Rounds several values at once. Implementations are structures, so that loops over memory hold no calls.</summary>
internal interface ILaneRounding
{
    /// <summary>Rounds each lane, to the same bits as one value.</summary>
    internal Vector<float> Round(Vector<float> values);
}
