package io.cordon.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** One page with addresses of its own: every path that is no file and no interface is answered with that page. */
@Configuration(proxyBeanMethods = false)
class ServingPages implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Their names carry a hash of what is in them.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(CacheControl.maxAge(365, TimeUnit.DAYS).immutable())
                .resourceChain(true)
                // Compressed beforehand, by the pages' build.
                .addResolver(new EncodedResourceResolver());
        // NB: no cache in this chain. It goes by the path alone, and who asks decides here.
        registry.addResourceHandler("/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new PageForBrowsers());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    /** The file of that name, else the page where a browser asks: it says itself that it knows no such address. */
    private static final class PageForBrowsers extends PathResourceResolver {
        @Override
        public @Nullable Resource resolveResource(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            Resource file = super.resolveResource(request, path, locations, chain);
            return file != null || request == null || !OpenedByBrowser.matches(request)
                    ? file
                    : super.resolveResource(request, "index.html", locations, chain);
        }
    }
}
