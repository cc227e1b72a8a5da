using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Onnx;

/// <summary>A window along an axis of known size.</summary>
/// <param name="Input">Size of the input.</param>
/// <param name="Window">The window, with its padding resolved.</param>
/// <param name="Output">Size of the output.</param>
internal readonly record struct FittedWindow(long Input, AxisWindow Window, long Output);
