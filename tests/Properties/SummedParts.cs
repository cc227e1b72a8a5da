using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CycleSim.Properties;

/// <summary>
/// Sums of values that consist of several numbers: counts, cycles, energies. Each number must stand in the sum once, at its own place; a
/// part that is left out, counted twice or taken from its neighbour is found in every type of an assembly that has an operator for sums.
/// </summary>
internal static class SummedParts
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The types of an assembly that can be added and consist of numbers alone.</summary>
    public static IReadOnlyList<Type> TypesOf(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => OperatorOf(type, "op_Addition") is not null && IsOfNumbers(type))];

    /// <summary>Adds, and where there is an operator for that subtracts, two values with one number each, for every number.</summary>
    /// <param name="type">The type.</param>
    /// <param name="maxima">Names of numbers of which a sum has the larger one.</param>
    public static void Check(Type type, params string[] maxima)
    {
        string[] names = [.. NamesOf(type, "")];
        Assert.NotEmpty(names);
        for (int i = 0; i < names.Length; i++)
        {
            decimal sum = maxima.Contains(names[i]) ? 5 : 8;
            Assert.Equal(Expected(i, sum), Result(OperatorOf(type, "op_Addition")!, i));
            if (OperatorOf(type, "op_Subtraction") is { } subtraction)
                Assert.Equal(Expected(i, -2), Result(subtraction, i));
        }

        IEnumerable<string> Expected(int number, decimal value) => names.Select((name, i) => Text(name, i == number ? value : 0));

        IEnumerable<string> Result(MethodInfo method, int number)
        {
            object result = method.Invoke(null, [Made(type, number, 3), Made(type, number, 5)])!;
            return names.Zip(NumbersOf(type, result), Text);
        }
    }

    private static string Text(string name, decimal value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value:0}");

    private static MethodInfo? OperatorOf(Type type, string name) => type.GetMethods(BindingFlags.Static | BindingFlags.Public)
        .FirstOrDefault(method => method.Name == name && method.ReturnType == type
            && method.GetParameters().All(parameter => NotByReference(parameter.ParameterType) == type));

    private static Type NotByReference(Type type) => type.IsByRef ? type.GetElementType()! : type;

    private static bool IsNumber(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true } or { Name: nameof(Decimal) };

    private static bool IsOfNumbers(Type type) => !type.IsInterface
        && type.Namespace?.StartsWith("CycleSim", StringComparison.Ordinal) == true
        && type.GetFields(Fields).All(field => IsNumber(field.FieldType) || IsOfNumbers(field.FieldType));

    private static IEnumerable<string> NamesOf(Type type, string prefix) => type.GetFields(Fields).SelectMany(field =>
    {
        string name = prefix + field.Name.Split('<', '>').First(part => part.Length > 0);
        return IsNumber(field.FieldType) ? [name] : NamesOf(field.FieldType, name + ".");
    });

    private static object Made(Type type, int number, decimal value)
    {
        int left = number;
        return Made(type, ref left, value);
    }

    private static object Made(Type type, ref int left, decimal value)
    {
        object made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (FieldInfo field in type.GetFields(Fields))
        {
            if (!IsNumber(field.FieldType))
                field.SetValue(made, Made(field.FieldType, ref left, value));
            else if (left-- == 0)
                field.SetValue(made, Converted(value, field.FieldType));
        }

        return made;
    }

    private static object Converted(decimal value, Type type) =>
        Convert.ChangeType(value, Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture);

    private static IEnumerable<decimal> NumbersOf(Type type, object value) => type.GetFields(Fields).SelectMany(field =>
        IsNumber(field.FieldType)
            ? [Convert.ToDecimal(field.GetValue(value) ?? 0, CultureInfo.InvariantCulture)]
            : NumbersOf(field.FieldType, field.GetValue(value)!));
}
