namespace CycleSim.Workloads.Layers;

/// <summary>Settings of an attention layer.</summary>
/// <param name="Heads">Query heads.</param>
/// <param name="KvHeads">Heads of keys and values.</param>
/// <param name="HeadFeatures">Features of a head.</param>
/// <param name="Causal">Whether a position sees only those before it and itself.</param>
/// <param name="Rope">Whether queries and keys are rotated by their positions.</param>
/// <param name="Packed">Whether one product makes queries, keys and values.</param>
public sealed record Attention(int Heads, int KvHeads, int HeadFeatures, bool Causal, bool Rope, bool Packed);
