using CycleSim.Workloads.Formats;

namespace CycleSim.Workloads.Optimizers;

/// <summary>A tensor that takes part in the update of a tensor of weights, and has its shape.</summary>
/// <param name="Name">What it is: "weight", "gradient", "master" or a state of the optimizer, e.g. "adam_m".</param>
/// <param name="Format">In which format it is stored.</param>
/// <param name="IsState">Whether it is kept from step to step for the update alone.</param>
/// <param name="IsRead">Whether the update reads it, each word once.</param>
/// <param name="IsWritten">Whether the update writes it, each word once.</param>
public sealed record UpdateTensor(string Name, NumberFormat Format, bool IsState, bool IsRead, bool IsWritten);
