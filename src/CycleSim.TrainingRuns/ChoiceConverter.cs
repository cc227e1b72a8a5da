using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>Choices in JSON by the names that <see cref="Choice"/> gives them; nothing else is read.</summary>
internal sealed class ChoiceConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
