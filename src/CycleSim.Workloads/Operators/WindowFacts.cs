using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Window of an operator as tables show it.</summary>
/// <param name="Rows">Along the height.</param>
/// <param name="Columns">Along the width.</param>
/// <param name="Groups">Groups of channels; 0 for a pooling, which has none.</param>
public sealed record WindowFacts(AxisWindow Rows, AxisWindow Columns, int Groups);
