using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A line that a port moves.</summary>
/// <param name="Layout">Layout of its tensor.</param>
/// <param name="Line">Line within the slice.</param>
/// <param name="Slice">Slice.</param>
/// <param name="Bytes">Bytes that a write moves; 0 for reads, which move whole lines.</param>
/// <param name="Key">What needs the line first, or has made it.</param>
internal readonly record struct PortLine(TensorLayout Layout, int Line, int Slice, int Bytes, PortKey Key);
