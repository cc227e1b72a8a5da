using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Room is needed in a scratchpad.</summary>
/// <param name="Program">The step.</param>
/// <param name="Operation">Index of the operation that needs room.</param>
/// <param name="Candidates">
/// Tensors that can leave, at least one, in the order in which they came in; those that the operation uses are not among them.
/// </param>
public sealed record EvictionQuestion(StepProgram Program, int Operation, IReadOnlyList<TensorSpec> Candidates);
