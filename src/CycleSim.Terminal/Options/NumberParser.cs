using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;
using CycleSim.Configuration.Text;

namespace CycleSim.Terminal.Options;

/// <summary>
/// Gives every number on the command line one parser, <see cref="NumberText"/>. The parser that comes with the library takes a decimal
/// comma for a separator of thousands.
/// </summary>
public static class NumberParser
{
    /// <summary>Sets the parser of all numeric options and arguments of a command and of those below it.</summary>
    /// <param name="command">The root of a tree of commands.</param>
    /// <exception cref="InvalidOperationException">An option or argument has numbers of a type that has no parser.</exception>
    public static void Apply(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (Option option in command.Options)
            Apply(option);
        foreach (Argument argument in command.Arguments)
            Apply(argument);
        foreach (Command below in command.Subcommands)
            Apply(below);
    }

    private static void Apply(Option option)
    {
        switch (option)
        {
            case Option<double> number:
                number.CustomParser = result => Number(result) ?? 0;
                break;
            case Option<double?> number:
                number.CustomParser = Number;
                break;
            case Option<int> number:
                number.CustomParser = result => Whole<int>(result) ?? 0;
                break;
            case Option<int?> number:
                number.CustomParser = Whole<int>;
                break;
            case Option<long> number:
                number.CustomParser = result => Whole<long>(result) ?? 0;
                break;
            case Option<long?> number:
                number.CustomParser = Whole<long>;
                break;
            case Option<ulong> number:
                number.CustomParser = result => Whole<ulong>(result) ?? 0;
                break;
            case Option<ulong?> number:
                number.CustomParser = Whole<ulong>;
                break;
            default:
                Refuse(option.ValueType, option.Name);
                break;
        }
    }

    // No command has a number as an argument; one that gets it needs the parser too.
    private static void Apply(Argument argument) => Refuse(argument.ValueType, argument.Name);

    private static void Refuse(Type type, string name)
    {
        if (IsNumeric(type))
            throw new InvalidOperationException($"{name}: numbers of type {type} have no parser");
    }

    /// <summary>Whether values are numbers, or lists of numbers, or may be missing numbers.</summary>
    /// <param name="type">Type of the values of an option or argument.</param>
    public static bool IsNumeric(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type value = type.GetElementType() ?? (type.IsGenericType ? type.GetGenericArguments()[0] : type);
        value = Nullable.GetUnderlyingType(value) ?? value;
        return value != typeof(char)
            && value.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(INumber<>));
    }

    private static double? Number(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (NumberText.TryDouble(text, out double number))
            return InRange(result, text, number) ? number : null;
        result.AddError($"{NameOf(result)} {text}: {NumberText.NoNumber(text)}");
        return null;
    }

    private static T? Whole<T>(ArgumentResult result)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        string text = result.Tokens[^1].Value;
        if (NumberText.TryWhole(text, out T number))
            return InRange(result, text, double.CreateSaturating(number)) ? number : null;
        result.AddError($"{NameOf(result)} {text}: {NumberText.NoWhole(text)}");
        return null;
    }

    private static bool InRange(ArgumentResult result, string text, double number)
    {
        if (result.Parent is not OptionResult { Option: ISpecifiedOption { Spec: { Range: { } range } spec } } || range.Contains(number))
            return true;
        result.AddError($"{NameOf(result)} {text}: allowed are {spec.RangeText}");
        return false;
    }

    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.IdentifierToken?.Value ?? option.Option.Name : result.Argument.Name;
}
