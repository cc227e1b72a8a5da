using CycleSim.Workloads.Shapes;

namespace CycleSim.Graphs;

/// <summary>Shapes that differ from others in one axis.</summary>
internal static class ShapeExtensions
{
    internal static TensorShape WithAxis(this TensorShape shape, Index axis, long size) =>
        new(shape.Axes.SetItem(axis.GetOffset(shape.Rank), size));
}
