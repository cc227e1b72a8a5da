namespace CycleSim.Studies.Codesign;

/// <summary>What a whole co-design came to.</summary>
/// <param name="Selection">What the search chose.</param>
/// <param name="Accuracy">Trainings that confirm or refute it.</param>
/// <param name="Result">What its file says.</param>
public sealed record CodesignOutcome(CodesignSelection Selection, CodesignAccuracy Accuracy, CodesignResult Result)
{
    /// <summary>Trainings of the choice, and as many without errors, that confirm or refute it.</summary>
    public const int ConfirmingSeeds = 3;

    /// <summary>Measures losses, searches, and trains with the choice.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trainings">The trainings.</param>
    /// <param name="seeds">Trainings of each setting whose loss is measured.</param>
    /// <param name="dataset">The data set of the trainings.</param>
    /// <exception cref="CycleSim.Platform.InputException">
    /// Training diverges without errors, or nothing in the space keeps data right.
    /// </exception>
    public static CodesignOutcome Of(CodesignStudy study, BitSensitivities trainings, int seeds, string dataset)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trainings);
        CodesignSelection selection = study.Select(trainings.Measure(study.Question.Space, seeds));
        var accuracy = new CodesignAccuracy(
            trainings.Exact(ConfirmingSeeds),
            trainings.Train(BitSensitivities.RatesOf(role => selection.Chosen.Chosen[(int)role].Rates), ConfirmingSeeds));
        return new(selection, accuracy, CodesignResults.Of(study, selection, accuracy, dataset));
    }

    /// <summary>Trainings that this needs.</summary>
    /// <param name="space">Says which bits and rates are tried.</param>
    /// <param name="seeds">Trainings of each setting whose loss is measured.</param>
    public static int Trainings(CodesignSpace space, int seeds) => BitSensitivities.Count(space, seeds) + 2 * ConfirmingSeeds;
}
