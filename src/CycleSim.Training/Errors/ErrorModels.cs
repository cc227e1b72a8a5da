using CycleSim.TrainingRuns;

namespace CycleSim.Training.Errors;

/// <summary>What each error model does.</summary>
internal static class ErrorModels
{
    private static readonly Dictionary<ErrorModel, IErrorModel> All = new()
    {
        [ErrorModel.StuckAtOld] = new StuckAtOldModel(),
        [ErrorModel.Flip] = new FlipModel(),
    };

    /// <summary>The model that a run names.</summary>
    internal static IErrorModel Of(ErrorModel model) => All[model];
}
