package io.cordon.playbook.gate;

import io.cordon.playbook.gate.Vocabulary.ElementRule;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a playbook's XML within limits and checks every element, attribute and text against the vocabulary. */
final class MarkupReader {

    static final int MAX_BYTES = 512 * 1024;
    static final int MAX_ELEMENTS = 2_000;
    static final int MAX_DEPTH = 20;

    private final List<GateFinding> findings;
    private final Deque<Markup> open = new ArrayDeque<>();
    private @Nullable Markup root;
    private int elements;

    MarkupReader(List<GateFinding> findings) {
        this.findings = findings;
    }

    /** The root element; null where the file could not be read to its end, which then is a finding. */
    @Nullable
    Markup read(byte[] file) {
        if (file.length > MAX_BYTES) {
            findings.add(new GateFinding(
                    null,
                    0,
                    "Expected a file of at most 512 kB, but it has " + file.length / 1024
                            + " kB; split the playbook and call the parts"));
            return null;
        }
        // NB: the JDK's own factory by name; another one on the class path might not know these properties.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            String encoding = reader.getCharacterEncodingScheme();
            if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
                return stop(1, "Expected UTF-8, but the file says " + encoding + "; save it as UTF-8");
            }
            while (reader.hasNext()) {
                if (!take(reader)) {
                    return null;
                }
            }
            return root;
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            return stop(line, "Expected well-formed XML without a document type, but: " + firstLine(e));
        }
    }

    private boolean take(XMLStreamReader reader) throws XMLStreamException {
        int line = reader.getLocation().getLineNumber();
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++elements > MAX_ELEMENTS) {
                    stop(line, "Expected at most 2,000 elements, but there are more; split the playbook");
                    return false;
                }
                if (open.size() >= MAX_DEPTH) {
                    stop(line, "Expected at most 20 elements inside each other, but there are more");
                    return false;
                }
                return start(reader);
            }
            case XMLStreamConstants.END_ELEMENT -> end(open.pop());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (!open.isEmpty()) {
                    open.peek().text().append(reader.getText());
                }
            }
            case XMLStreamConstants.DTD -> {
                stop(line, "Expected no document type, but found <!DOCTYPE; remove it");
                return false;
            }
            case XMLStreamConstants.PROCESSING_INSTRUCTION, XMLStreamConstants.ENTITY_REFERENCE -> {
                stop(line, "Expected elements and text only, but found a processing instruction or entity; remove it");
                return false;
            }
            default -> {
                // Comments and the end of the document say nothing to the engine.
            }
        }
        return true;
    }

    private boolean start(XMLStreamReader reader) {
        int line = reader.getLocation().getLineNumber();
        String prefix = Vocabulary.prefix(orEmpty(reader.getNamespaceURI()));
        if (prefix == null) {
            return refuseUnknown(
                    reader,
                    line,
                    "in the namespace '" + orEmpty(reader.getNamespaceURI()) + "', which is not used here");
        }
        String name = prefix + ":" + reader.getLocalName();
        ElementRule rule = Vocabulary.element(name);
        if (rule == null) {
            return refuseUnknown(reader, line, "which playbooks do not use");
        }
        Map<String, String> attributes = new HashMap<>();
        Markup element = new Markup(name, attributes, line);
        String id = reader.getAttributeValue(null, "id");
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = attributeName(reader, i);
            ValueRule allowed = attribute == null ? null : rule.attribute(attribute);
            if (allowed == null) {
                String shown = reader.getAttributePrefix(i).isEmpty()
                        ? reader.getAttributeLocalName(i)
                        : reader.getAttributePrefix(i) + ":" + reader.getAttributeLocalName(i);
                report(id, line, "The attribute '" + shown + "' of " + name + " is not allowed; remove it");
            } else if (!allowed.allows(reader.getAttributeValue(i))) {
                report(
                        id,
                        line,
                        "Expected " + attribute + " of " + name + " to be " + allowed.expected() + ", but it is '"
                                + shortened(reader.getAttributeValue(i)) + "'");
            }
            attributes.put(attribute == null ? "" : attribute, reader.getAttributeValue(i));
        }
        rule.required().stream()
                .filter(required -> !attributes.containsKey(required))
                .sorted()
                .forEach(missing -> report(id, line, "Expected " + name + " to have " + missing + ", but it has none"));
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children().add(element);
        }
        open.push(element);
        return true;
    }

    private void end(Markup element) {
        ElementRule rule = Vocabulary.element(element.name());
        String text = element.text().toString();
        if (rule != null && !rule.text().allows(text)) {
            open.push(element);
            report(
                    element.attribute("id"),
                    element.line(),
                    "Expected the text of " + element.name() + " to be "
                            + rule.text().expected() + ", but it is '" + shortened(text) + "'");
            open.pop();
        }
    }

    /** Reports an element that must not be there, and reads on behind it. */
    private boolean refuseUnknown(XMLStreamReader reader, int line, String why) {
        report(
                reader.getAttributeValue(null, "id"),
                line,
                "The element '" + reader.getLocalName() + "' is not allowed, " + why + "; remove it");
        try {
            int depth = 1;
            while (depth > 0) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        if (++elements > MAX_ELEMENTS || open.size() + depth > MAX_DEPTH) {
                            stop(line, "Expected at most 2,000 elements, 20 deep, but there are more");
                            return false;
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {
                        // Nothing inside a refused element counts.
                    }
                }
            }
            return true;
        } catch (XMLStreamException e) {
            stop(line, "Expected well-formed XML, but: " + firstLine(e));
            return false;
        }
    }

    private static @Nullable String attributeName(XMLStreamReader reader, int index) {
        String namespace = orEmpty(reader.getAttributeNamespace(index));
        if (namespace.isEmpty()) {
            return reader.getAttributeLocalName(index);
        }
        String prefix = Vocabulary.prefix(namespace);
        return prefix == null ? null : prefix + ":" + reader.getAttributeLocalName(index);
    }

    private void report(@Nullable String id, int line, String message) {
        String element = id;
        if (element == null) {
            element = open.stream()
                    .map(outer -> outer.attribute("id"))
                    .filter(outer -> outer != null)
                    .findFirst()
                    .orElse(null);
        }
        findings.add(new GateFinding(element == null ? null : shortened(element), line, message));
    }

    private @Nullable Markup stop(int line, String message) {
        findings.add(new GateFinding(null, line, message));
        return null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String firstLine(XMLStreamException e) {
        String message = orEmpty(e.getMessage());
        // The JDK writes "ParseError at [row,col]:[…]" and what it means on the line below.
        int means = message.indexOf("Message: ");
        return shortened(means < 0 ? message : message.substring(means + "Message: ".length()));
    }

    static String shortened(String text) {
        String flat = text.strip().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        return flat.length() <= 120 ? flat : flat.substring(0, 120) + "…";
    }
}
