namespace CycleSim.Workloads.Shapes;

/// <summary>A node of an imported file with the shapes that it computes.</summary>
/// <param name="Index">Its position in the file, from 0.</param>
/// <param name="Node">Its name.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="OutputShapes">Shapes of its outputs, joined by semicolons.</param>
public sealed record NodeRow(int Index, string Node, string Operator, string OutputShapes);
