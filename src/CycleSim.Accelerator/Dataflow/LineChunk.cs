namespace CycleSim.Accelerator.Dataflow;

/// <summary>A pattern placed in a phase.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Step">Array step that its steps count from.</param>
/// <param name="Bank">Bank that its banks count from.</param>
/// <param name="Line">Line that its lines count from.</param>
/// <param name="Slice">Slice that its slices count from.</param>
internal readonly record struct LineChunk(LinePattern Pattern, long Step, int Bank, int Line, int Slice);
