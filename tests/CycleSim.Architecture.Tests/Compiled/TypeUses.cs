using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CycleSim.Architecture.Tests.Compiled;

/// <summary>
/// Which types of its own module a type uses: bases, interfaces, constraints, attributes, fields, properties, events, signatures, local
/// variables, caught exceptions, and what the instructions of its methods name. Nested types, among them those that the compiler makes
/// of lambdas and iterators, count to the outermost type around them. Constants are missing: the compiler leaves only their value.
/// </summary>
internal sealed class TypeUses
{
    private readonly ModuleDefinition _module;
    private readonly HashSet<TypeDefinition> _found = [];

    private TypeUses(ModuleDefinition module) => _module = module;

    /// <summary>The outermost types of the same module that an outermost type uses, without itself.</summary>
    internal static IReadOnlySet<TypeDefinition> Of(TypeDefinition type)
    {
        var uses = new TypeUses(type.Module);
        uses.AddDefinition(type);
        uses._found.Remove(type);
        return uses._found;
    }

    private void AddDefinition(TypeDefinition type)
    {
        Add(type.BaseType);
        foreach (InterfaceImplementation implemented in type.Interfaces)
        {
            Add(implemented.InterfaceType);
            AddAttributes(implemented);
        }

        AddAttributes(type);
        AddConstraints(type);
        foreach (FieldDefinition field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (PropertyDefinition property in type.Properties)
        {
            Add(property.PropertyType);
            AddAttributes(property);
        }

        foreach (EventDefinition happening in type.Events)
        {
            Add(happening.EventType);
            AddAttributes(happening);
        }

        foreach (MethodDefinition method in type.Methods)
            AddMethod(method);
        foreach (TypeDefinition nested in type.NestedTypes)
            AddDefinition(nested);
    }

    private void AddMethod(MethodDefinition method)
    {
        Add(method.ReturnType);
        AddAttributes(method);
        AddAttributes(method.MethodReturnType);
        AddConstraints(method);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            Add(parameter.ParameterType);
            AddAttributes(parameter);
        }

        foreach (MethodReference overridden in method.Overrides)
            AddMember(overridden);
        if (method.HasBody)
            AddBody(method.Body);
    }

    private void AddBody(MethodBody body)
    {
        foreach (VariableDefinition variable in body.Variables)
            Add(variable.VariableType);
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
            Add(handler.CatchType);
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    Add(type);
                    break;
                case MethodReference method:
                    AddMember(method);
                    break;
                case FieldReference field:
                    Add(field.DeclaringType);
                    Add(field.FieldType);
                    break;
                case CallSite site:
                    AddSignature(site);
                    break;
            }
        }
    }

    private void AddMember(MethodReference method)
    {
        Add(method.DeclaringType);
        if (method is GenericInstanceMethod generic)
        {
            foreach (TypeReference argument in generic.GenericArguments)
                Add(argument);
        }
    }

    private void AddSignature(IMethodSignature signature)
    {
        Add(signature.ReturnType);
        foreach (ParameterDefinition parameter in signature.Parameters)
            Add(parameter.ParameterType);
    }

    private void AddConstraints(IGenericParameterProvider provider)
    {
        foreach (GenericParameter parameter in provider.GenericParameters)
        {
            AddAttributes(parameter);
            foreach (GenericParameterConstraint constraint in parameter.Constraints)
                Add(constraint.ConstraintType);
        }
    }

    private void AddAttributes(ICustomAttributeProvider provider)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType);
            IEnumerable<CustomAttributeArgument> named = attribute.Fields.Concat(attribute.Properties).Select(field => field.Argument);
            foreach (CustomAttributeArgument argument in attribute.ConstructorArguments.Concat(named))
                AddArgument(argument);
        }
    }

    private void AddArgument(CustomAttributeArgument argument)
    {
        Add(argument.Type);
        switch (argument.Value)
        {
            case TypeReference type:
                Add(type);
                break;
            case CustomAttributeArgument boxed:
                AddArgument(boxed);
                break;
            case CustomAttributeArgument[] several:
                several.ToList().ForEach(AddArgument);
                break;
        }
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case FunctionPointerType pointer:
                AddSignature(pointer);
                return;
            case GenericInstanceType generic:
                foreach (TypeReference argument in generic.GenericArguments)
                    Add(argument);
                break;
            case IModifierType modifier:
                Add(modifier.ModifierType);
                break;
        }

        if (type is TypeSpecification specification)
            Add(specification.ElementType);
        else if (type is TypeDefinition definition && definition.Module == _module)
            _found.Add(Outermost(definition));
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
