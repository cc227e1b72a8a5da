namespace CycleSim.Studies.Codesign;

/// <summary>What a whole co-design came to (<see cref="CodesignStudy.Run"/>).</summary>
/// <param name="Selection">What the search chose.</param>
/// <param name="Accuracy">Trainings that confirm or refute it.</param>
/// <param name="Result">What its file says.</param>
public sealed record CodesignOutcome(CodesignSelection Selection, CodesignAccuracy Accuracy, CodesignResult Result)
{
    /// <summary>Trainings of the choice, and as many without errors, that confirm or refute it.</summary>
    public const int ConfirmingSeeds = 3;

    /// <summary>Trainings that this needs.</summary>
    /// <param name="space">Says which bits and rates are tried.</param>
    /// <param name="seeds">Trainings of each setting whose loss is measured.</param>
    public static int Trainings(CodesignSpace space, int seeds) => BitSensitivities.Count(space, seeds) + 2 * ConfirmingSeeds;
}
