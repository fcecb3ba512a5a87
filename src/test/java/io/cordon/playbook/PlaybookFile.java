package io.cordon.playbook;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A playbook of the repository, read for its tests: the process and its drawing. */
record PlaybookFile(Path folder, Document document) {

    private static final Path FOLDER = Path.of("playbooks");
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    static List<PlaybookFile> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(PlaybookFile::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException("Expected playbooks in " + FOLDER.toAbsolutePath(), unreadable);
        }
    }

    private static PlaybookFile read(Path folder) {
        Path file = folder.resolve(folder.getFileName() + ".bpmn");
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new PlaybookFile(folder, factory.newDocumentBuilder().parse(file.toFile()));
        } catch (Exception unreadable) {
            throw new IllegalStateException("Expected BPMN in " + file, unreadable);
        }
    }

    String key() {
        return folder.getFileName().toString();
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(folder.resolve(key() + ".bpmn"));
    }

    Element process() {
        return elements("process").findFirst().orElseThrow();
    }

    Stream<Element> elements(String name) {
        return descendants(document.getDocumentElement(), BPMN, name);
    }

    Stream<Element> flowNodes() {
        return descendants(process(), BPMN, "*")
                .filter(element ->
                        element.getLocalName().matches(".*(Event|Task|Gateway|callActivity|subProcess|Activity)"));
    }

    Stream<Element> flows() {
        return elements("sequenceFlow");
    }

    Stream<Element> flowsFrom(Element node) {
        return flows().filter(flow -> flow.getAttribute("sourceRef").equals(node.getAttribute("id")));
    }

    /** Gateways at which the way parts for a reason. */
    Stream<Element> decisions() {
        return Stream.concat(elements("exclusiveGateway"), elements("inclusiveGateway"))
                .filter(gateway -> flowsFrom(gateway).count() > 1);
    }

    static Stream<Element> descendants(Element parent, String namespace, String name) {
        var found = parent.getElementsByTagNameNS(namespace, name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    static String documentation(Element element) {
        return descendants(element, BPMN, "documentation")
                .map(Node::getTextContent)
                .findFirst()
                .orElse("");
    }

    // The drawing

    /** A flow node as it is drawn. */
    record Shape(String id, Rectangle2D bounds, List<String> within, Optional<String> attachedTo) {

        boolean mayCover(Shape other) {
            return other.within.contains(id) || other.attachedTo.equals(Optional.of(id));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** A sequence flow as it is drawn. */
    record Edge(String id, String source, String target, List<Line2D> segments) {

        boolean sharesAnEndWith(Edge other) {
            return source.equals(other.source) || target.equals(other.target);
        }

        Point2D start() {
            return segments.getFirst().getP1();
        }

        Point2D end() {
            return segments.getLast().getP2();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** A text beside its element. */
    record Label(String of, Rectangle2D bounds) {

        @Override
        public String toString() {
            return "label of " + of;
        }
    }

    List<Shape> shapes() {
        return descendants(document.getDocumentElement(), BPMNDI, "BPMNShape")
                .map(drawn -> {
                    Element node = node(drawn.getAttribute("bpmnElement"));
                    String host = node.getAttribute("attachedToRef");
                    return new Shape(
                            node.getAttribute("id"),
                            bounds(drawn),
                            within(node),
                            host.isEmpty() ? Optional.empty() : Optional.of(host));
                })
                .toList();
    }

    List<Edge> edges() {
        return descendants(document.getDocumentElement(), BPMNDI, "BPMNEdge")
                .map(drawn -> {
                    Element flow = node(drawn.getAttribute("bpmnElement"));
                    return new Edge(
                            flow.getAttribute("id"),
                            flow.getAttribute("sourceRef"),
                            flow.getAttribute("targetRef"),
                            segments(drawn));
                })
                .toList();
    }

    List<Label> labels() {
        return descendants(document.getDocumentElement(), BPMNDI, "BPMNLabel")
                .map(drawn -> new Label(((Element) drawn.getParentNode()).getAttribute("bpmnElement"), bounds(drawn)))
                .toList();
    }

    private Element node(String id) {
        return descendants(process(), BPMN, "*")
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Expected an element " + id + " in " + key() + ", as the drawing shows it, but there is none"));
    }

    private static List<String> within(Element node) {
        List<String> around = new ArrayList<>();
        for (Node parent = node.getParentNode(); parent instanceof Element element; parent = parent.getParentNode()) {
            around.add(element.getAttribute("id"));
        }
        return around;
    }

    private static Rectangle2D bounds(Element drawn) {
        Element bounds = descendants(drawn, DC, "Bounds").findFirst().orElseThrow();
        return new Rectangle2D.Double(
                number(bounds, "x"), number(bounds, "y"), number(bounds, "width"), number(bounds, "height"));
    }

    private static List<Line2D> segments(Element drawn) {
        List<Point2D> points = descendants(drawn, DI, "waypoint")
                .<Point2D>map(point -> new Point2D.Double(number(point, "x"), number(point, "y")))
                .toList();
        return IntStream.range(1, points.size())
                .<Line2D>mapToObj(i -> new Line2D.Double(points.get(i - 1), points.get(i)))
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Override
    public String toString() {
        return key();
    }
}
