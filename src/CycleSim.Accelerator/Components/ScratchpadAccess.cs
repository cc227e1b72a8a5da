using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Components;

/// <summary>One access of a scratchpad bank.</summary>
/// <param name="Scratchpad">Which scratchpad.</param>
/// <param name="Kind">Read or write.</param>
/// <param name="Cycle">Core cycle in which the bank starts to serve it.</param>
/// <param name="Bank">Bank.</param>
/// <param name="Tensor">Id of the tensor.</param>
/// <param name="Line">Line within the tensor: slice x lines per slice + line.</param>
/// <param name="Bytes">Bytes moved.</param>
/// <param name="WaitedCycles">Cycles the request waited for the bank.</param>
/// <param name="Port">The port that asked, counted within its phase.</param>
/// <param name="Step">The step of the phase that needs the line, or has made it.</param>
public readonly record struct ScratchpadAccess(
    TensorRole Scratchpad, AccessKind Kind, long Cycle, int Bank, int Tensor, long Line, int Bytes, int WaitedCycles, int Port, long Step);
