using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Components;

/// <summary>What a port asks a scratchpad for.</summary>
/// <param name="Layout">Layout of the tensor.</param>
/// <param name="Line">Line within the slice.</param>
/// <param name="Slice">Slice.</param>
/// <param name="Bytes">Bytes written; a read moves the whole line.</param>
/// <param name="Port">The port, counted within its phase.</param>
/// <param name="Step">The step of the phase that needs the line, or has made it.</param>
internal readonly record struct LineRequest(TensorLayout Layout, int Line, int Slice, int Bytes, int Port, long Step);
