using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Formats;

namespace CycleSim.Workloads.Optimizers;

/// <summary>In which number formats weights, gradients and the optimizer's states are kept.</summary>
/// <param name="Name">Its name in options, in snake_case.</param>
/// <param name="Meaning">What it is, as part of a sentence.</param>
/// <param name="Weights">Format of the weights that the layers work with.</param>
/// <param name="Gradients">Format of the gradients of weights.</param>
/// <param name="States">Format of what the optimizer keeps, such as momentum.</param>
/// <param name="Master">
/// Format of a second, more precise copy of the weights: updates read and write it, and only write the weights of the layers. Null for no
/// such copy: updates read and write the weights themselves.
/// </param>
public sealed record MixedPrecision(
    string Name,
    string Meaning,
    NumberFormat Weights,
    NumberFormat Gradients,
    NumberFormat States,
    NumberFormat? Master = null) : INamedChoice;
