namespace CycleSim.Studies.Timeline;

/// <summary>A field of bins: banks or groups of banks over time.</summary>
/// <param name="Name">Label.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Top">Value of the darkest cell; 0 for the highest that occurs.</param>
/// <param name="Lanes">Names of the lanes, from the bottom.</param>
/// <param name="Values">Values by lane and bin.</param>
public sealed record HeatRow(string Name, string Unit, double Top, IReadOnlyList<string> Lanes, double[][] Values) : TimelineRow(Name, "");
