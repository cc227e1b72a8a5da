using CycleSim.Configuration.Keys;

namespace CycleSim.TrainingRuns;

/// <summary>How options and results call an error model: what a failed write leaves behind.</summary>
/// <param name="Name">The name, in lower-case letters, digits and dashes, e.g. "stuck-at-old".</param>
/// <param name="Meaning">What is left, as part of a sentence, e.g. "the former bit".</param>
public sealed record ErrorModelName(string Name, string Meaning) : INamedChoice;
