namespace CycleSim.Accelerator.Dataflow;

/// <summary>All that decides what a group moves of a bundle.</summary>
/// <param name="Shape">Where in what kind of bundle it begins.</param>
/// <param name="Count">Lines it moves.</param>
/// <param name="Groups">Number of groups.</param>
/// <param name="Steps">Steps of the phase.</param>
/// <param name="OwnSteps">Steps that the stream would need alone.</param>
/// <param name="Phase">Remainder of the step that it begins in.</param>
internal readonly record struct VectorPatternKey(BundleShape Shape, long Count, int Groups, long Steps, long OwnSteps, long Phase);
