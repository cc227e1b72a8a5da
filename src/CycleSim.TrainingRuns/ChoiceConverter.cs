using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>Choices in JSON by their names in small letters and dashes, as options have them; nothing else is read.</summary>
internal sealed class ChoiceConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
