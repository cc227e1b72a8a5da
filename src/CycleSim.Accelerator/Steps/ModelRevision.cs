namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Counts the changes of the model that change a result. It is part of a study point's identity, so that results of an earlier model are
/// not taken for those of this one. The pinned results in tests/Reference/steps state it: they can be written again only after it was
/// raised.
/// </summary>
public static class ModelRevision
{
    /// <summary>The revision of this model; raise it by one whenever a pinned result changes.</summary>
    public const int Number = 1;
}
