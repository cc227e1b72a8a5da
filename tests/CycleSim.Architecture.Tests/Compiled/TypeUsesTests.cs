using CycleSim.Architecture.Tests.Samples.Used;
using Mono.Cecil;

namespace CycleSim.Architecture.Tests.Compiled;

/// <summary>Every way to use a type is seen, and a circle is found by it.</summary>
public sealed class TypeUsesTests
{
    private const string Root = "CycleSim.Architecture.Tests.Samples";

    private static readonly ModuleDefinition Module = ModuleDefinition.ReadModule(typeof(TypeUsesTests).Assembly.Location);

    public static TheoryData<string> Users => [.. Module.Types.Where(type => type.Namespace == Root + ".Users").Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Users))]
    public void Every_way_to_use_a_type_is_seen(string user)
    {
        TypeDefinition type = Module.GetType($"{Root}.Users.{user}");
        Assert.Equal([typeof(Known).Namespace!], TypeUses.Of(type).Select(used => used.Namespace).Distinct());
    }

    [Fact]
    public void Nested_types_count_to_the_outermost() =>
        Assert.Equal([nameof(Known)], TypeUses.Of(Module.GetType(Root + ".Users.ByNested")).Select(used => used.Name));

    [Fact]
    public void A_circle_is_told_arrow_by_arrow_and_onlookers_are_not_in_it()
    {
        var graph = new NamespaceGraph(Module, Root);
        string left = Root + ".Circle.Left";
        IReadOnlyList<string> tangle = Assert.Single(graph.Tangles());
        Assert.Equal([left, Root + ".Circle.Middle", Root + ".Circle.Right"], tangle);
        Assert.Equal(
            [
                $"  {left} -> {Root}.Circle.Middle    (LeftType -> MiddleType)",
                $"  {Root}.Circle.Middle -> {Root}.Circle.Right    (MiddleType -> RightType)",
                $"  {Root}.Circle.Right -> {left}    (RightType -> LeftType)",
            ],
            graph.Cycle(left).Split(Environment.NewLine));
        Assert.Contains((Root + ".Circle", left, "Onlooker -> LeftType"), graph.All);
    }
}
