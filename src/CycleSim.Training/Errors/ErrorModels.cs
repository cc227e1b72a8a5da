using CycleSim.Configuration.Keys;

namespace CycleSim.Training.Errors;

/// <summary>The error models that a run can name. Others are registered before the command line is read.</summary>
internal static class ErrorModels
{
    /// <summary>All models.</summary>
    internal static ChoiceTable<IErrorModel> All { get; } = new("error model", new StuckAtOldModel(), new FlipModel()) { Separator = '-' };
}
