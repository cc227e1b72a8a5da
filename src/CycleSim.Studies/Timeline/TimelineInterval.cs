namespace CycleSim.Studies.Timeline;

/// <summary>An interval.</summary>
/// <param name="StartPs">Start.</param>
/// <param name="EndPs">End.</param>
/// <param name="Lane">Lane, from the bottom.</param>
/// <param name="Category">Index of its kind.</param>
/// <param name="Name">Name: layer and pass, or tensor.</param>
/// <param name="Note">What else there is to say, for hovering.</param>
public readonly record struct TimelineInterval(long StartPs, long EndPs, int Lane, int Category, string Name, string Note);
