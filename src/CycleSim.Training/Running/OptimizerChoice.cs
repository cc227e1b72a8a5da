using CycleSim.Configuration.Keys;

namespace CycleSim.Training.Running;

/// <summary>An optimizer that a run can name.</summary>
/// <param name="Name">Its name in options and results.</param>
/// <param name="Meaning">What it is, as part of a sentence.</param>
internal sealed record OptimizerChoice(string Name, string Meaning) : INamedChoice;
