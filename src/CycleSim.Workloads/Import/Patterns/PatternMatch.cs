using System.Collections.Immutable;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>A group of nodes that was found.</summary>
/// <param name="End">The node that gives the operator's output.</param>
/// <param name="Inside">The other nodes.</param>
/// <param name="Emit">Adds the operator; called at the place of <paramref name="End"/>.</param>
internal sealed record PatternMatch(OnnxNode End, ImmutableArray<OnnxNode> Inside, Action<NodeImporter> Emit);
